//! SVG: from a file to outlines.
//!
//! Drawn are paths and shapes in plain colours, with transforms, strokes, dashes, style sheets and a path to clip to. All else
//! is refused by name, so that no picture is drawn with a part missing.

use crate::page::document::{Colour, Image, ImageData};
use crate::page::drawing::{Outline, Paint, Rule, Segment, Shape, Stroke};
use crate::page::pictures::Fault;
use usvg::roxmltree::{Document, Node as Xml, ParsingOptions};
use usvg::tiny_skia_path::{PathSegment, Point};
use usvg::{
    BlendMode, ClipPath, FillRule, Group, ImageHrefResolver, LineCap, LineJoin, Node, Options, PaintOrder, Tree,
};

/// The largest file, in bytes: the logos of the largest administrations have a tenth of it.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Elements, each counted once for every way that `use` may repeat it: an SVG can double itself line by line.
const MAX_ELEMENTS: usize = 200_000;

/// How deep elements may nest; each level is a call.
const MAX_DEPTH: usize = 200;

/// The longest side, in pixels: paper is not larger.
const MAX_SIDE: f32 = 20_000.0;

/// Elements that are drawn in ways that this does not know.
const REFUSED: [(&str, &str); 5] = [
    ("text", "text (turn it into paths)"),
    ("image", "a picture inside"),
    ("foreignObject", "a foreign object"),
    ("marker", "markers (turn them into paths)"),
    ("switch", "a switch"),
];

/// Whether a file is an SVG: its first element says so.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(bytes) else { return false };
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!DOCTYPE svg") && rest.find('[') < rest.find('>') && rest.contains("]>") => "]>",
            _ if rest.starts_with("<!DOCTYPE svg") => ">",
            _ => return rest.starts_with("<svg") || rest.starts_with("<svg:svg"),
        };
        let Some(at) = rest.find(end) else { return false };
        rest = rest[at + end.len()..].trim_start();
    }
}

/// The drawing in an SVG file.
pub(super) fn read(bytes: &[u8]) -> Result<Image, Fault> {
    if bytes.len() > MAX_BYTES {
        return Err(Fault::Broken(format!("an SVG of more than {} MiB", MAX_BYTES / (1024 * 1024))));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Fault::Broken(error.to_string()))?;
    let options =
        ParsingOptions { allow_dtd: true, nodes_limit: 10 * MAX_ELEMENTS as u32, ..ParsingOptions::default() };
    let broken = |error: &dyn std::fmt::Display| Fault::Broken(error.to_string());
    let xml = Document::parse_with_options(text, options).map_err(|error| broken(&error))?;
    check(&xml)?;
    // Nothing is loaded from elsewhere.
    let nowhere = ImageHrefResolver { resolve_data: Box::new(|_, _, _| None), resolve_string: Box::new(|_, _| None) };
    let options = Options { image_href_resolver: nowhere, ..Options::default() };
    let tree = Tree::from_xmltree(&xml, &options).map_err(|error| broken(&error))?;
    let (width, height) = (tree.size().width(), tree.size().height());
    if !(width <= MAX_SIDE && height <= MAX_SIDE) {
        return Err(Fault::TooLarge);
    }
    let mut shapes = Vec::new();
    group(tree.root(), &mut shapes)?;
    Ok(Image { width: width.ceil() as u32, height: height.ceil() as u32, data: ImageData::Drawing(shapes) })
}

/// What cannot be drawn, and what would not end.
fn check(xml: &Document<'_>) -> Result<(), Fault> {
    let (mut elements, mut uses, mut depth) = (0_usize, 0_u32, 0_usize);
    // Nodes come in the order of the text: the depth is that of the node before, and a step down or some up.
    let mut around: Vec<usize> = Vec::new();
    for node in xml.descendants().filter(Xml::is_element) {
        let name = node.tag_name().name();
        if let Some((_, what)) = REFUSED.iter().find(|(refused, _)| *refused == name) {
            return Err(refused(what));
        }
        let parent = node.parent_element().map(|parent| parent.id().get_usize());
        while around.last().copied() != parent && around.pop().is_some() {}
        around.push(node.id().get_usize());
        depth = depth.max(around.len());
        elements += 1;
        uses += u32::from(name == "use");
    }
    let repeated = elements.saturating_mul(1 << uses.min(40));
    match () {
        () if depth > MAX_DEPTH => Err(refused("elements that nest too deep")),
        () if elements > MAX_ELEMENTS || repeated > 10 * MAX_ELEMENTS => Err(refused("too many elements")),
        () => Ok(()),
    }
}

fn refused(what: &str) -> Fault {
    Fault::Undrawn(what.to_owned())
}

fn group(group: &Group, shapes: &mut Vec<Shape>) -> Result<(), Fault> {
    let wants = [
        (group.opacity().get() < 1.0, "transparent parts"),
        (group.mask().is_some(), "a mask"),
        (!group.filters().is_empty(), "a filter"),
        (group.blend_mode() != BlendMode::Normal, "blended colours"),
    ];
    if let Some((_, what)) = wants.iter().find(|(wants, _)| *wants) {
        return Err(refused(what));
    }
    let clips = group.clip_path().map(|clip| clips(clip, group, shapes)).transpose()?.unwrap_or(0);
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, shapes)?,
            Node::Path(path) if path.is_visible() => shapes.push(Shape::Paint(paint(path)?)),
            Node::Path(_) => {}
            Node::Image(_) => return Err(refused("a picture inside")),
            Node::Text(_) => return Err(refused("text (turn it into paths)")),
        }
    }
    shapes.extend(std::iter::repeat_n(Shape::EndClip, clips));
    Ok(())
}

/// Opens the clips of a group, each of one path; how many.
fn clips(clip: &ClipPath, group: &Group, shapes: &mut Vec<Shape>) -> Result<usize, Fault> {
    let outer = clip.clip_path().map(|outer| clips(outer, group, shapes)).transpose()?.unwrap_or(0);
    let mut paths = Vec::new();
    paths_of(clip.root(), &mut paths);
    let [path] = paths[..] else { return Err(refused("a clip of several paths")) };
    let matrix = group.abs_transform().pre_concat(clip.transform()).pre_concat(path.abs_transform());
    let mut mapped = path.data().clone().transform(matrix).map(|path| outline(&path)).unwrap_or_default();
    // An outline of nothing shows nothing.
    if mapped.is_empty() {
        mapped.push(Segment::Move([0.0, 0.0]));
    }
    shapes.push(Shape::Clip(mapped, rule(path.fill().map(usvg::Fill::rule))));
    Ok(outer + 1)
}

fn paths_of<'t>(group: &'t Group, paths: &mut Vec<&'t usvg::Path>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => paths_of(inner, paths),
            Node::Path(path) => paths.push(path),
            _ => {}
        }
    }
}

fn paint(path: &usvg::Path) -> Result<Paint, Fault> {
    let fill = path.fill().map(|fill| Ok((colour(fill.paint(), fill.opacity().get())?, rule(Some(fill.rule())))));
    let stroke = path.stroke().map(|stroke| {
        Ok(Stroke {
            colour: colour(stroke.paint(), stroke.opacity().get())?,
            width: stroke.width().get(),
            cap: match stroke.linecap() {
                LineCap::Butt => 0,
                LineCap::Round => 1,
                LineCap::Square => 2,
            },
            join: match stroke.linejoin() {
                LineJoin::Miter | LineJoin::MiterClip => 0,
                LineJoin::Round => 1,
                LineJoin::Bevel => 2,
            },
            miter_limit: stroke.miterlimit().get(),
            dashes: stroke.dasharray().unwrap_or_default().to_vec(),
            dash_offset: stroke.dashoffset(),
        })
    });
    let matrix = path.abs_transform();
    Ok(Paint {
        matrix: [matrix.sx, matrix.ky, matrix.kx, matrix.sy, matrix.tx, matrix.ty],
        outline: outline(path.data()),
        fill: fill.transpose()?,
        stroke: stroke.transpose()?,
        fill_last: path.paint_order() == PaintOrder::StrokeAndFill,
    })
}

fn colour(paint: &usvg::Paint, opacity: f32) -> Result<Colour, Fault> {
    match paint {
        usvg::Paint::Color(colour) if opacity >= 1.0 => {
            Ok(Colour { red: colour.red, green: colour.green, blue: colour.blue })
        }
        usvg::Paint::Color(_) => Err(refused("transparent parts")),
        usvg::Paint::Pattern(_) => Err(refused("a pattern")),
        _ => Err(refused("a gradient")),
    }
}

fn rule(rule: Option<FillRule>) -> Rule {
    if rule == Some(FillRule::EvenOdd) { Rule::EvenOdd } else { Rule::NonZero }
}

/// The segments of a path; curves of the second degree as such of the third.
fn outline(path: &usvg::tiny_skia_path::Path) -> Outline {
    let pair = |point: Point| [point.x, point.y];
    let mut here = Point::zero();
    let mut outline = Outline::new();
    for segment in path.segments() {
        outline.push(match segment {
            PathSegment::MoveTo(to) => Segment::Move(pair(to)),
            PathSegment::LineTo(to) => Segment::Line(pair(to)),
            PathSegment::QuadTo(over, to) => {
                let towards =
                    |from: Point| [from.x + (over.x - from.x) * 2.0 / 3.0, from.y + (over.y - from.y) * 2.0 / 3.0];
                Segment::Curve([towards(here), towards(to), pair(to)])
            }
            PathSegment::CubicTo(one, two, to) => Segment::Curve([pair(one), pair(two), pair(to)]),
            PathSegment::Close => Segment::Close,
        });
        here = match segment {
            PathSegment::MoveTo(to)
            | PathSegment::LineTo(to)
            | PathSegment::QuadTo(_, to)
            | PathSegment::CubicTo(_, _, to) => to,
            PathSegment::Close => here,
        };
    }
    outline
}

#[cfg(test)]
mod tests {
    use super::{is_svg, read};
    use crate::page::document::{Colour, ImageData};
    use crate::page::drawing::{Rule, Segment, Shape};
    use crate::page::pictures::Fault;

    fn svg(body: &str) -> String {
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>{body}</svg>")
    }

    fn shapes(body: &str) -> Vec<Shape> {
        let image = read(svg(body).as_bytes()).unwrap();
        assert_eq!((image.width, image.height), (20, 10));
        let ImageData::Drawing(shapes) = image.data else { panic!("{image:?}") };
        shapes
    }

    #[test]
    fn an_svg_is_told_by_its_first_element() {
        let head =
            "\u{FEFF}<?xml version='1.0'?>\n<!-- <html> --><!DOCTYPE svg PUBLIC 'a' 'b' [ <!ENTITY n 'http://x'> ]>\n";
        assert!(is_svg(format!("{head}<svg xmlns='&n;'/>").as_bytes()) && is_svg(b"<!DOCTYPE svg>\n<svg/>"));
        assert!(!is_svg(b"<html><svg/></html>") && !is_svg(b"\xFF<svg/>") && !is_svg(b"<!-- <svg") && !is_svg(b""));
    }

    #[test]
    fn shapes_in_plain_colours_are_drawn() {
        let body = "<defs><clipPath id='c'><rect width='5' height='5'/></clipPath></defs>
            <g clip-path='url(#c)'><path d='M0 0H4V4Z' fill='#0a0b0c' fill-rule='evenodd' transform='translate(1 2)'/></g>
            <circle cx='5' cy='5' r='2' fill='none' stroke='red' stroke-width='0.5' stroke-dasharray='1 2'/>";
        let [Shape::Clip(clip, Rule::NonZero), Shape::Paint(path), Shape::EndClip, Shape::Paint(circle)] =
            &shapes(body)[..]
        else {
            panic!("a clip about the first")
        };
        assert_eq!((clip[0], clip.len()), (Segment::Move([0.0, 0.0]), 5));
        assert_eq!(path.fill, Some((Colour { red: 10, green: 11, blue: 12 }, Rule::EvenOdd)));
        assert_eq!((path.matrix, path.outline[1]), ([1.0, 0.0, 0.0, 1.0, 1.0, 2.0], Segment::Line([4.0, 0.0])));
        let stroke = circle.stroke.as_ref().unwrap();
        assert_eq!((stroke.width, &stroke.dashes[..], circle.fill), (0.5, &[1.0, 2.0][..], None));
        assert!(circle.outline.iter().any(|segment| matches!(segment, Segment::Curve(_))));
    }

    #[test]
    fn what_is_not_drawn_is_named() {
        let refused = |body: &str| match read(svg(body).as_bytes()) {
            Err(Fault::Undrawn(what)) => what,
            other => panic!("{other:?}"),
        };
        assert!(refused("<text>a</text>").starts_with("text"));
        assert_eq!(refused("<rect width='5' height='5' fill-opacity='.5'/>"), "transparent parts");
        assert_eq!(refused("<g opacity='.5'><rect width='5' height='5'/></g>"), "transparent parts");
        let gradient = "<linearGradient id='g'><stop offset='0' stop-color='red'/><stop offset='1'/></linearGradient>";
        assert_eq!(refused(&format!("{gradient}<rect width='5' height='5' fill='url(#g)'/>")), "a gradient");
        assert_eq!(refused("<image href='/etc/passwd' width='5' height='5'/>"), "a picture inside");
    }

    #[test]
    fn what_would_not_end_is_refused() {
        let mut doubled = "<g id='x0'><rect width='1' height='1'/></g>".to_owned();
        for level in 1..40 {
            let last = level - 1;
            doubled += &format!("<g id='x{level}'><use href='#x{last}'/><use href='#x{last}'/></g>");
        }
        assert_eq!(read(svg(&doubled).as_bytes()), Err(Fault::Undrawn("too many elements".to_owned())));
        for deep in [1000, 300_000] {
            let nested = svg(&format!("{}{}", "<g>".repeat(deep), "</g>".repeat(deep)));
            assert!(read(nested.as_bytes()).is_err());
        }
        let laughs = "<!DOCTYPE svg [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>
            <!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY d '&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;'>]>";
        assert!(read(format!("{laughs}{}", svg("<desc>&d;&d;&d;&d;&d;</desc>")).as_bytes()).is_err());
        assert!(
            read(b"<svg xmlns='http://www.w3.org/2000/svg' width='1e9' height='1'><path d='M0 0'/></svg>").is_err()
        );
        assert!(read(b"<svg").is_err() && read(svg("<rect").as_bytes()).is_err());
    }
}
