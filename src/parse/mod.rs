//! Blocks to a [`Release`].
