//! stub
pub fn parse_rules(_f: &str, _t: &str) -> (Vec<super::ast::RuleItem>, super::Faults) { (vec![], vec![]) }
