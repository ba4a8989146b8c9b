//! Files that other products export, made into records: which column is what, and what a row says.
