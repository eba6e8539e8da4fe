//! What is true of chancery as a whole.

mod cases;
mod cli;
mod corpus;
mod mutate;
mod pages;
mod properties;
mod publish;
mod word;
