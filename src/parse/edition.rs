//! Editions of our own.

use super::Origins;
use crate::diagnostic::Diagnostic;
use crate::read::Block;
use crate::release::Release;

pub(super) fn parse(_: &[Block], _: &mut Origins, _: &mut Vec<Diagnostic>) -> Release {
    Release::default()
}
