//! Objects to bytes: object streams and a cross-reference stream (ISO 32000-1 7.5.7 and 7.5.8).
//!
//! Apart from `lopdf`'s own writer because that ends streams in a way that one PDF/A checker misreads, compresses at
//! the slowest level, and leaves everything but streams uncompressed.

use super::draft::{Draft, typed};
use super::object::{bytes, hundredths, name, push_decimal, push_whole};
use super::threads;
use libdeflater::{CompressionLvl, Compressor};
use lopdf::{Dictionary, Object, Stream, StringFormat};
use std::collections::BTreeMap;
use std::io::Write;

/// How hard to compress, the least that compresses at all: 6 makes a short file 3 % smaller and a long one 14 %, and takes
/// twice as long.
const LEVEL: i32 = 1;

/// What is shorter stays as it is: it would gain a few hundred bytes, and a stream costs as much time as 10 kB of text.
const FEWEST_BYTES: usize = 600;

/// As large as most files are, so that one need not grow.
const USUAL_BYTES: usize = 64 * 1024;

/// How many objects share a stream. A reader unpacks all of them to read one.
const OBJECTS_PER_STREAM: usize = 200;

/// The second line is how programs see that a file is not text.
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// Where an object is.
#[derive(Clone, Copy)]
enum Place {
    /// At this byte.
    At(usize),
    /// In an object stream, with this index in it.
    In(u32, usize),
}

/// Writes the file.
pub(super) fn file(draft: Draft) -> Vec<u8> {
    let (document, trailer) = draft.finish();
    let mut output = Output { bytes: Vec::with_capacity(USUAL_BYTES), places: BTreeMap::new(), packer: packer() };
    output.bytes.extend_from_slice(HEADER);
    let (mut streams, mut packed) = (Vec::new(), Vec::new());
    let mut next_id = document.max_id + 1;
    for ((id, _), object) in document.objects {
        match object {
            Object::Stream(stream) => streams.push((id, stream)),
            object => packed.push((id, object)),
        }
    }
    for objects in packed.chunks(OBJECTS_PER_STREAM) {
        streams.push((next_id, output.object_stream(next_id, objects)));
        next_id += 1;
    }
    let compressed = threads::map(&streams, &mut output.packer, packer, |packer, (_, stream)| compress(packer, stream));
    for ((id, stream), compressed) in streams.into_iter().zip(compressed) {
        output.stream(id, stream, compressed);
    }
    output.finish(next_id, trailer)
}

struct Output {
    bytes: Vec<u8>,
    places: BTreeMap<u32, Place>,
    packer: Compressor,
}

impl Output {
    /// Writes a stream. Its data end with CR LF: with LF alone, a last byte 0x0D could be taken for part of the end.
    fn stream(&mut self, id: u32, mut stream: Stream, compressed: Option<Vec<u8>>) {
        if let Some(compressed) = compressed {
            stream.dict.set("Filter", name("FlateDecode"));
            stream.content = compressed;
        }
        self.places.insert(id, Place::At(self.bytes.len()));
        let mut entries = stream.dict;
        entries.set("Length", stream.content.len() as i64);
        _ = writeln!(self.bytes, "{id} 0 obj");
        write_dictionary(&mut self.bytes, &entries);
        self.bytes.extend_from_slice(b"stream\n");
        self.bytes.extend_from_slice(&stream.content);
        self.bytes.extend_from_slice(b"\r\nendstream\nendobj\n");
    }

    fn object_stream(&mut self, id: u32, objects: &[(u32, Object)]) -> Stream {
        let (mut index, mut contents) = (Vec::new(), Vec::new());
        for (place, (object_id, object)) in objects.iter().enumerate() {
            self.places.insert(*object_id, Place::In(id, place));
            push_whole(&mut index, *object_id);
            index.push(b' ');
            push_whole(&mut index, contents.len() as u32);
            index.push(b' ');
            write_object(&mut contents, object);
            contents.push(b'\n');
        }
        let first = index.len() as i64;
        index.append(&mut contents);
        let entries = typed("ObjStm", [("N", (objects.len() as i64).into()), ("First", first.into())]);
        Stream::new(entries, index)
    }

    /// Writes the cross-reference stream, which is the trailer too, and the end of the file.
    fn finish(mut self, id: u32, trailer: Dictionary) -> Vec<u8> {
        let start = self.bytes.len();
        self.places.insert(id, Place::At(start));
        let identity = bytes(content_hash(&self.bytes).to_be_bytes());
        let mut entries = typed("XRef", [("Size", i64::from(id + 1).into())]);
        entries.set("W", vec![1.into(), 4.into(), 2.into()]);
        entries.set("ID", vec![identity.clone(), identity]);
        entries.extend(&trailer);
        let table = (0..=id).flat_map(|id| table_entry(self.places.get(&id).copied())).collect();
        let table = Stream::new(entries, table);
        let compressed = compress(&mut self.packer, &table);
        self.stream(id, table, compressed);
        _ = writeln!(self.bytes, "startxref\n{start}\n%%EOF");
        self.bytes
    }
}

/// Type, place and index of an object; type 0 is an object that is not there.
fn table_entry(place: Option<Place>) -> [u8; 7] {
    let (kind, place, index) = match place {
        None => (0, 0, u16::MAX),
        Some(Place::At(byte)) => (1, byte as u32, 0),
        Some(Place::In(stream, index)) => (2, stream, index as u16),
    };
    let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), index.to_be_bytes());
    [kind, a, b, c, d, e, f]
}

fn packer() -> Compressor {
    Compressor::new(CompressionLvl::new(LEVEL).unwrap_or_default())
}

/// Compresses a stream that is not yet and gains by it. Metadata stay readable for programs that know no PDF.
fn compress(packer: &mut Compressor, stream: &Stream) -> Option<Vec<u8>> {
    if stream.dict.has_type(b"Metadata") || stream.dict.has(b"Filter") || stream.content.len() < FEWEST_BYTES {
        return None;
    }
    pack_with(packer, &stream.content)
}

/// Data in a zlib envelope (RFC 1950), where that makes them smaller.
pub(super) fn pack(data: &[u8]) -> Option<Vec<u8>> {
    pack_with(&mut packer(), data)
}

fn pack_with(packer: &mut Compressor, data: &[u8]) -> Option<Vec<u8>> {
    // What does not fit into this has not become smaller.
    let mut packed = vec![0; data.len()];
    let length = packer.zlib_compress(data, &mut packed).ok()?;
    packed.truncate(length);
    Some(packed)
}

fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b"null"),
        Object::Boolean(value) => _ = write!(out, "{value}"),
        Object::Integer(value) => match i32::try_from(*value) {
            Ok(value) => push_decimal(out, value, 1),
            Err(_) => _ = write!(out, "{value}"),
        },
        Object::Real(value) => write_real(out, *value),
        Object::Name(name) => write_name(out, name),
        Object::String(string, StringFormat::Literal) => write_literal(out, string),
        Object::String(string, StringFormat::Hexadecimal) => write_hexadecimal(out, string),
        Object::Array(items) => write_array(out, items),
        Object::Dictionary(entries) => write_dictionary(out, entries),
        // Nothing is written over what is there, so that all generations are the first.
        Object::Reference((id, _)) => {
            push_whole(out, *id);
            out.extend_from_slice(b" 0 R");
        }
        // A stream is always an object of its own; here it could only be one that was put into another.
        Object::Stream(_) => out.extend_from_slice(b"null"),
    }
}

/// Hundredths, which nearly all are, are written as they are.
fn write_real(out: &mut Vec<u8>, value: f32) {
    let parts = hundredths(value);
    if parts as f32 / 100.0 == value {
        push_decimal(out, parts, 100);
    } else {
        _ = write!(out, "{value}");
    }
}

fn write_array(out: &mut Vec<u8>, items: &[Object]) {
    out.push(b'[');
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            separate(out, item);
        }
        write_object(out, item);
    }
    out.push(b']');
}

fn write_dictionary(out: &mut Vec<u8>, entries: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in entries {
        write_name(out, key);
        separate(out, value);
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}

/// A space before what does not begin with a delimiter.
fn separate(out: &mut Vec<u8>, object: &Object) {
    let is_word = matches!(
        object,
        Object::Null | Object::Boolean(_) | Object::Integer(_) | Object::Real(_) | Object::Reference(_)
    );
    if is_word {
        out.push(b' ');
    }
}

/// ISO 32000-1 7.3.5.
fn write_name(out: &mut Vec<u8>, name: &[u8]) {
    out.push(b'/');
    for &byte in name {
        match byte {
            b'#' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%' => {
                _ = write!(out, "#{byte:02X}")
            }
            b'!'..=b'~' => out.push(byte),
            _ => _ = write!(out, "#{byte:02X}"),
        }
    }
}

/// ISO 32000-1 7.3.4.2. A raw CR would be read as LF.
fn write_literal(out: &mut Vec<u8>, string: &[u8]) {
    out.push(b'(');
    for &byte in string {
        match byte {
            b'(' | b')' | b'\\' => out.extend([b'\\', byte]),
            b'\r' => out.extend_from_slice(b"\\r"),
            _ => out.push(byte),
        }
    }
    out.push(b')');
}

fn write_hexadecimal(out: &mut Vec<u8>, string: &[u8]) {
    out.push(b'<');
    string.iter().for_each(|byte| _ = write!(out, "{byte:02X}"));
    out.push(b'>');
}

/// A hash of bytes, the same everywhere and always.
fn content_hash(content: &[u8]) -> u128 {
    let (words, rest) = content.as_chunks::<8>();
    hash(words.iter().map(|word| u64::from_le_bytes(*word)).chain(rest.iter().copied().map(u64::from)))
}

/// FNV-1a over words: enough to tell files apart, not to withstand someone who wants two alike.
pub(super) fn hash(words: impl Iterator<Item = u64>) -> u128 {
    const BASIS: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    words.fold(BASIS, |hash, word| (hash ^ u128::from(word)).wrapping_mul(PRIME))
}
