//! Values by glyph index: found without a search, and in the order of the indices.

/// A value for some of a face's glyphs.
#[derive(Debug, Clone)]
pub(super) struct ByGlyph<T> {
    /// By glyph index: the place of its value, counted from 1, or 0.
    places: Vec<u32>,
    values: Vec<T>,
}

impl<T> ByGlyph<T> {
    /// For no glyph.
    pub(super) fn new() -> Self {
        Self { places: Vec::new(), values: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many glyphs have a value.
    pub(super) fn len(&self) -> usize {
        self.values.len()
    }

    pub(super) fn get(&self, glyph: u16) -> Option<&T> {
        let place = *self.places.get(usize::from(glyph))? as usize;
        self.values.get(place.checked_sub(1)?)
    }

    /// The value of a glyph, or the default from now on.
    pub(super) fn entry(&mut self, glyph: u16) -> &mut T
    where
        T: Default,
    {
        let glyph = usize::from(glyph);
        if self.places.len() <= glyph {
            self.places.resize(glyph + 1, 0);
        }
        if self.places[glyph] == 0 {
            self.values.push(T::default());
            self.places[glyph] = self.values.len() as u32;
        }
        &mut self.values[self.places[glyph] as usize - 1]
    }

    /// In the order of the glyphs' indices.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, &T)> {
        (0..=u16::MAX).zip(&self.places).filter_map(|(glyph, _)| Some((glyph, self.get(glyph)?)))
    }
}
