//! What is true of chancery as a whole.

mod archive;
mod cases;
mod cli;
mod corpus;
mod inert;
mod mutate;
mod pages;
mod pictures;
mod properties;
mod publish;
mod visible;
mod web_page;
mod word;
