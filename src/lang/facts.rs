//! stub
pub fn parse_facts(_f: &str, _t: &str) -> (Vec<super::ast::FactItem>, super::Faults) { (vec![], vec![]) }
