//! Drawings as form objects (ISO 32000-1 8.10): one unit wide and high, as images are.

use super::object::decimal;
use crate::page::document::{Colour, Image};
use crate::page::drawing::{Outline, Paint, Rule, Segment, Shape, Stroke};
use std::fmt::Write as _;

/// The operators that draw it.
pub(super) fn content(image: &Image, shapes: &[Shape]) -> Vec<u8> {
    let mut out = String::new();
    let (width, height) = (f64::from(image.width.max(1)), f64::from(image.height.max(1)));
    numbers(&mut out, &[1.0 / width, 0.0, 0.0, -1.0 / height, 0.0, 1.0], FINE);
    out.push_str("cm\n");
    for shape in shapes {
        match shape {
            Shape::Clip(path, rule) => {
                out.push_str("q\n");
                outline(&mut out, path, COARSE);
                out.push_str(by(*rule, "W n\n", "W* n\n"));
            }
            Shape::EndClip => out.push_str("Q\n"),
            Shape::Paint(one) => paint(&mut out, one),
        }
    }
    out.into_bytes()
}

/// Digits behind the point of lengths, in pixels.
const COARSE: usize = 3;

/// Digits behind the point of factors: one to the longest side must not lose its length.
const FINE: usize = 8;

/// No number is larger: a PDF/A has none beyond 32 bits (ISO 19005-3 6.1.13), and no sheet is so long.
const LARGEST: f64 = 1e6;

fn paint(out: &mut String, one: &Paint) {
    out.push_str("q\n");
    if one.matrix != [1.0, 0.0, 0.0, 1.0, 0.0, 0.0] {
        numbers(out, &one.matrix.map(f64::from), FINE);
        out.push_str("cm\n");
    }
    if one.fill_last {
        stroke(out, one);
        fill(out, one);
    } else {
        fill(out, one);
        stroke(out, one);
    }
    out.push_str("Q\n");
}

fn fill(out: &mut String, one: &Paint) {
    if let Some((colour, rule)) = one.fill {
        set_colour(out, colour, ["g", "rg"]);
        outline(out, &one.outline, digits(&one.matrix));
        out.push_str(by(rule, "f\n", "f*\n"));
    }
}

fn stroke(out: &mut String, one: &Paint) {
    if let Some(stroke) = &one.stroke {
        set_stroke(out, stroke);
        outline(out, &one.outline, digits(&one.matrix));
        out.push_str("S\n");
    }
}

fn by(rule: Rule, non_zero: &'static str, even_odd: &'static str) -> &'static str {
    if rule == Rule::EvenOdd { even_odd } else { non_zero }
}

fn set_stroke(out: &mut String, stroke: &Stroke) {
    set_colour(out, stroke.colour, ["G", "RG"]);
    numbers(out, &[f64::from(stroke.width)], FINE);
    _ = write!(out, "w {} J {} j ", stroke.cap, stroke.join);
    numbers(out, &[f64::from(stroke.miter_limit.max(1.0))], COARSE);
    out.push_str("M\n");
    let dashes: Vec<f64> = stroke.dashes.iter().copied().map(f64::from).collect();
    let length: f64 = dashes.iter().sum();
    // Dashes that are all nothing are an error (ISO 32000-1 8.4.3.6). An odd number of them repeats after two rounds.
    if (0.001..LARGEST).contains(&length) {
        out.push('[');
        numbers(out, &dashes, FINE);
        out.push_str("] ");
        numbers(out, &[f64::from(stroke.dash_offset).rem_euclid(2.0 * length)], COARSE);
        out.push_str("d\n");
    }
}

/// As grey where it is grey, as text is.
fn set_colour(out: &mut String, Colour { red, green, blue }: Colour, [grey, rgb]: [&str; 2]) {
    let parts = [red, green, blue].map(|part| f64::from(part) / 255.0);
    if red == green && green == blue {
        numbers(out, &parts[..1], COARSE);
        out.push_str(grey);
    } else {
        numbers(out, &parts, COARSE);
        out.push_str(rgb);
    }
    out.push('\n');
}

/// How many digits an outline has, so that it is as fine on the drawing, however much its matrix enlarges it.
fn digits(matrix: &[f32; 6]) -> usize {
    let scale = matrix[..4].iter().fold(0.0, |largest: f32, part| largest.max(part.abs()));
    (COARSE as f32 + scale.max(0.001).log10().ceil()).clamp(0.0, FINE as f32) as usize
}

fn outline(out: &mut String, outline: &Outline, digits: usize) {
    let mut points = |points: &[[f32; 2]], operator: &str| {
        points.iter().for_each(|point| numbers(out, &point.map(f64::from), digits));
        out.push_str(operator);
    };
    for segment in outline {
        match segment {
            Segment::Move(to) => points(&[*to], "m\n"),
            Segment::Line(to) => points(&[*to], "l\n"),
            Segment::Curve(over) => points(over, "c\n"),
            Segment::Close => points(&[], "h\n"),
        }
    }
}

fn numbers(out: &mut String, numbers: &[f64], digits: usize) {
    for &number in numbers {
        decimal(out, number.clamp(-LARGEST, LARGEST), digits);
        out.push(' ');
    }
}

#[cfg(test)]
mod tests {
    use super::content;
    use crate::page::document::{Colour, Image, ImageData};
    use crate::page::drawing::{Paint, Rule, Segment, Shape};

    #[test]
    fn a_drawing_is_one_unit_wide_and_high() {
        let outline =
            vec![Segment::Move([0.0, 0.5]), Segment::Curve([[1.0, 0.0], [2.0, 0.0], [2.5, 1.0]]), Segment::Close];
        let fill = Some((Colour { red: 255, green: 0, blue: 0 }, Rule::EvenOdd));
        let matrix = [1.0, 0.0, 0.0, 1.0, 3.0, 0.0];
        let paint = Shape::Paint(Paint { matrix, outline, fill, stroke: None, fill_last: false });
        let image = Image { width: 4, height: 2, data: ImageData::Drawing(Vec::new()) };
        let text = String::from_utf8(content(&image, &[paint])).unwrap();
        let said = "0.25 0 0 -0.5 0 1 cm\nq\n1 0 0 1 3 0 cm\n1 0 0 rg\n0 0.5 m\n1 0 2 0 2.5 1 c\nh\nf*\nQ\n";
        assert_eq!(text, said);
    }
}
