//! How English names paragraphs.

use super::Form;

pub(super) const FORM: Form = Form {
    singular: &["paragraph", "para", "para."],
    plural: &["paragraphs", "paras", "paras."],
    joins: &[", and ", ", or ", ", ", " and ", " or ", " to ", " through ", " & ", "–", "-"],
    of: &[" of ", " in "],
    own: &["this ", "the present ", "today"],
};
