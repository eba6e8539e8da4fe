//! What our own pages say over a text in our words: that it is withdrawn or corrected, and why. It is no word of the text.

use super::furniture::Furniture;
use crate::dom::{Dom, NodeId};
use crate::read::FieldText;

/// Takes the notices of our pages out of the text: `<div class="notice withdrawn"><p><strong>Withdrawn on 4 March
/// 2031</strong></p><p>The depths were wrong.</p></div>`, in the article that is labelled by its title.
pub(super) fn take(dom: &Dom, furniture: &mut Furniture, fields: &mut Vec<FieldText>) {
    const NOTICES: [(&str, &str, &str); 2] =
        [("notice withdrawn", "withdrawn", "withdrawal"), ("notice corrected", "corrected", "correction")];
    let is_ours = |id: NodeId| dom.ancestors(id).any(|above| dom.attribute(above, "aria-labelledby") == Some("title"));
    for id in dom.elements().filter(|id| dom.is(*id, "div")) {
        let class = dom.attribute(id, "class");
        let notice = NOTICES.iter().find(|(name, ..)| class == Some(*name)).filter(|_| is_ours(id));
        let Some((_, said, reason)) = notice else { continue };
        // Our pages have one of a kind.
        if fields.iter().any(|field| field.name == *said) {
            continue;
        }
        let paragraphs: Vec<NodeId> = dom.children(id).filter(|child| dom.is(*child, "p")).collect();
        for (name, &paragraph) in [*said, *reason].into_iter().zip(&paragraphs) {
            let value = dom.text(paragraph).split_whitespace().collect::<Vec<_>>().join(" ");
            fields.push(FieldText { name: name.to_owned(), value, span: dom.node(paragraph).span });
        }
        furniture.take(dom, id, paragraphs.first().copied());
    }
}
