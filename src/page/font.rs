//! Faces and where they come from: the built-in ones, folders that were named, the system.

use std::fmt;
use std::sync::Arc;

/// One face of a font file: its bytes and its place in a collection.
#[derive(Clone)]
pub struct Face {
    data: FaceData,
    index: u32,
}

/// The bytes of a font file.
#[derive(Clone)]
enum FaceData {
    BuiltIn(&'static [u8]),
    Loaded(Arc<Vec<u8>>),
}

impl Face {
    /// A font file of one face that is part of the program.
    pub fn built_in(bytes: &'static [u8]) -> Self {
        Self { data: FaceData::BuiltIn(bytes), index: 0 }
    }

    /// The whole font file (OpenType, TrueType or a collection).
    pub fn bytes(&self) -> &[u8] {
        match &self.data {
            FaceData::BuiltIn(bytes) => bytes,
            FaceData::Loaded(bytes) => bytes,
        }
    }

    /// Which face of a collection; 0 in a file of one face.
    pub fn index(&self) -> u32 {
        self.index
    }
}

impl fmt::Debug for Face {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Face({} bytes, index {})", self.bytes().len(), self.index)
    }
}
