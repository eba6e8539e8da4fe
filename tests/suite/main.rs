//! What is true of chancery as a whole.

mod cli;
