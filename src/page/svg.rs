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

/// The most elements; each meets every rule of the style sheets.
const MAX_ELEMENTS: usize = 100_000;

/// How often elements may meet rules.
const MAX_MATCHES: usize = 5_000_000;

/// How many attributes a tag may have: each is held against all before it.
const MAX_ATTRIBUTES: usize = 200;

/// How deep elements may nest; each level is a call.
const MAX_DEPTH: usize = 200;

/// How many clips may lie in each other: a PDF/A has 28 levels of graphics states (ISO 19005-3 6.1.13).
const MAX_CLIPS: usize = 20;

/// The longest side, in pixels: paper is not larger.
const MAX_SIDE: f32 = 20_000.0;

/// The elements that are drawn, and those that only say something. Others can refer to each other in circles, or repeat what
/// they refer to without end.
const KNOWN: [&str; 15] = [
    "svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "defs", "clipPath", "style",
    "title", "desc", "metadata",
];

/// Whether a file is an SVG: its first element says so.
pub(super) fn is_svg(bytes: &[u8]) -> bool {
    let Some(text) = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= MAX_BYTES) else { return false };
    let mut rest = text.trim_start_matches('\u{FEFF}').trim_start();
    let mut typed = false;
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!DOCTYPE svg") && !typed => {
                typed = true;
                let has_entities = rest.find(['[', '>']).is_some_and(|at| rest[at..].starts_with('['));
                if has_entities { "]>" } else { ">" }
            }
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
    if has_too_many_attributes(text) {
        return Err(refused("tags of very many attributes"));
    }
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
    group(tree.root(), 0, &mut shapes)?;
    Ok(Image { width: width.ceil() as u32, height: height.ceil() as u32, data: ImageData::Drawing(shapes) })
}

/// Whether a tag has more attributes than tags have; told before anything compares them.
fn has_too_many_attributes(text: &str) -> bool {
    let (mut quote, mut count) = (None, 0);
    for byte in text.bytes() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if count > 0 => quote = Some(byte),
            (None, b'=') => count += 1,
            (None, b'<' | b'>') => count = 0,
            _ => {}
        }
        if count > MAX_ATTRIBUTES {
            return true;
        }
    }
    false
}

/// Refuses what is not drawn, and what would not end.
fn check(xml: &Document<'_>) -> Result<(), Fault> {
    let (mut elements, mut selectors) = (0, 0);
    // Nodes come in the order of the text: those around one are those before it that hold it.
    let mut around: Vec<Xml<'_, '_>> = Vec::new();
    for node in xml.descendants().filter(Xml::is_element) {
        while around.last().is_some_and(|last| Some(*last) != node.parent_element()) {
            around.pop();
        }
        around.push(node);
        elements += 1;
        if around.len() > MAX_DEPTH {
            return Err(refused("elements that nest too deep"));
        }
        // What a program keeps for itself is not drawn.
        let name = node.tag_name().name();
        if node.tag_name().namespace() != Some("http://www.w3.org/2000/svg") {
            continue;
        }
        if !KNOWN.contains(&name) {
            return Err(refused(&format!("`{name}`")));
        }
        if name == "style" {
            selectors += count_selectors(&node.descendants().filter_map(|node| node.text()).collect::<String>())?;
        }
        let in_clip = around.iter().any(|node| node.tag_name().name() == "clipPath");
        let refers = |name: &str, value: &str| match name {
            "clip-path" => in_clip,
            _ => value.contains("url(") || value.contains("clip-path"),
        };
        if let Some(attribute) = node.attributes().find(|attribute| refers(attribute.name(), attribute.value())) {
            return Err(refused(&format!("`{}` that refers to something", attribute.name())));
        }
    }
    if elements > MAX_ELEMENTS || selectors * elements > MAX_MATCHES {
        return Err(refused("too many elements, or rules for them"));
    }
    Ok(())
}

/// The selectors of a style sheet, which may be names, classes and ids only: others are held against all that is around and
/// before an element.
fn count_selectors(sheet: &str) -> Result<usize, Fault> {
    if sheet.contains("url(") || sheet.contains("clip-path") || sheet.contains('@') {
        return Err(refused("a style sheet that refers to something"));
    }
    let mut count = 0;
    for rule in sheet.split('}') {
        let Some((selectors, _)) = rule.split_once('{') else { continue };
        for selector in selectors.split(',').map(str::trim) {
            let name = selector.strip_prefix(['.', '#']).unwrap_or(selector);
            if name.is_empty() || !name.chars().all(|letter| letter.is_alphanumeric() || "-_".contains(letter)) {
                return Err(refused("a style sheet of more than names and classes"));
            }
            count += 1;
        }
    }
    Ok(count)
}

fn refused(what: &str) -> Fault {
    Fault::Undrawn(what.to_owned())
}

/// Draws a group that lies in so many clips.
fn group(group: &Group, around: usize, shapes: &mut Vec<Shape>) -> Result<(), Fault> {
    if group.opacity().get() <= 0.0 {
        return Ok(());
    }
    let wants = [
        (group.opacity().get() < 1.0, "transparent parts"),
        (group.mask().is_some(), "a mask"),
        (!group.filters().is_empty(), "a filter"),
        (group.blend_mode() != BlendMode::Normal, "blended colours"),
    ];
    if let Some((_, what)) = wants.iter().find(|(wants, _)| *wants) {
        return Err(refused(what));
    }
    let around = around + usize::from(group.clip_path().is_some());
    if around > MAX_CLIPS {
        return Err(refused("clips that nest too deep"));
    }
    if let Some(path) = group.clip_path() {
        clip(path, group, shapes)?;
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, around, shapes)?,
            Node::Path(path) if path.is_visible() => shapes.push(Shape::Paint(paint(path)?)),
            Node::Path(_) => {}
            Node::Image(_) => return Err(refused("a picture inside")),
            Node::Text(_) => return Err(refused("text (turn it into paths)")),
        }
    }
    shapes.extend(group.clip_path().map(|_| Shape::EndClip));
    Ok(())
}

/// Opens the clip of a group, of one path at most.
fn clip(clip: &ClipPath, group: &Group, shapes: &mut Vec<Shape>) -> Result<(), Fault> {
    if clip.clip_path().is_some() {
        return Err(refused("a clip of a clip"));
    }
    let mut paths = Vec::new();
    paths_of(clip.root(), &mut paths);
    let path = match paths[..] {
        [] => None,
        [path] => Some(path),
        _ => return Err(refused("a clip of several paths")),
    };
    let matrix = group.abs_transform().pre_concat(clip.transform());
    let mapped = path.and_then(|path| path.data().clone().transform(matrix.pre_concat(path.abs_transform())));
    let mut mapped = mapped.map(|path| outline(&path)).unwrap_or_default();
    // A clip of nothing shows nothing.
    if mapped.is_empty() {
        mapped.push(Segment::Move([0.0, 0.0]));
    }
    shapes.push(Shape::Clip(mapped, rule(path.and_then(usvg::Path::fill).map(usvg::Fill::rule))));
    Ok(())
}

fn paths_of<'t>(group: &'t Group, paths: &mut Vec<&'t usvg::Path>) {
    for node in group.children() {
        match node {
            Node::Group(inner) => paths_of(inner, paths),
            Node::Path(path) if path.is_visible() => paths.push(path),
            _ => {}
        }
    }
}

fn paint(path: &usvg::Path) -> Result<Paint, Fault> {
    let fill = path.fill().filter(|fill| fill.opacity().get() > 0.0);
    let fill = fill.map(|fill| Ok((colour(fill.paint(), fill.opacity().get())?, rule(Some(fill.rule())))));
    let stroke = path.stroke().filter(|stroke| stroke.opacity().get() > 0.0);
    let stroke = stroke.map(|stroke| {
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
        assert_eq!(refused("<text>a</text>"), "`text`");
        assert_eq!(refused("<rect width='5' height='5' fill-opacity='.5'/>"), "transparent parts");
        assert_eq!(refused("<g opacity='.5'><rect width='5' height='5'/></g>"), "transparent parts");
        assert_eq!(refused("<rect width='5' height='5' fill='url(#g)'/>"), "`fill` that refers to something");
        assert_eq!(refused("<linearGradient id='g'/>"), "`linearGradient`");
        assert_eq!(refused("<image href='/etc/passwd' width='5' height='5'/>"), "`image`");
        assert_eq!(refused("<style>g rect { fill: red }</style>"), "a style sheet of more than names and classes");
        let unseen = "<rect width='5' height='5' fill-opacity='0'/><g opacity='0'><rect width='5' height='5'/></g>";
        assert!(shapes(unseen).iter().all(|shape| matches!(shape, Shape::Paint(one) if one.fill.is_none())));
    }

    #[test]
    fn what_would_not_end_is_refused() {
        let refused = |body: &str| assert!(matches!(read(svg(body).as_bytes()), Err(Fault::Undrawn(_))), "{body}");
        refused("<g id='a'><rect width='1' height='1'/></g><use href='#a'/>");
        // Circles of clips, and chains of them.
        refused("<clipPath id='a' clip-path='url(#a)'><rect width='1' height='1'/></clipPath>");
        refused("<clipPath id='a'><g clip-path='url(#a)'/></clipPath>");
        refused("<clipPath id='a' style='clip-path: url(#b)'/>");
        refused("<clipPath id='a' class='c'/><style>.c { clip-path: inherit }</style>");
        let clip = "<clipPath id='a'><rect width='1' height='1'/></clipPath>";
        let nested = ["<g clip-path='url(#a)'>".repeat(30), "</g>".repeat(30)];
        refused(&format!("{clip}{}<rect width='1' height='1'/>{}", nested[0], nested[1]));
        refused(&format!("<g {}/>", (0..10_000).map(|n| format!("a{n}='>' ")).collect::<String>()));
        refused(&format!("<style>{}</style>{}", ".a {}".repeat(10_000), "<g/>".repeat(10_000)));
        assert!(!is_svg("<!DOCTYPE svg>".repeat(100_000).as_bytes()));
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
