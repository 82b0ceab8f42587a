//! One shape for definition files, so that two edits differ only in what they change.

mod facts;
mod table;

pub use facts::format_facts;
pub use table::format_table;
