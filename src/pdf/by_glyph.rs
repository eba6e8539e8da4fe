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
    #[inline]
    pub(super) fn entry(&mut self, glyph: u16) -> &mut T
    where
        T: Default,
    {
        let place = match self.places.get(usize::from(glyph)) {
            Some(&place) if place > 0 => place as usize,
            _ => self.add(glyph, T::default()),
        };
        &mut self.values[place - 1]
    }

    fn add(&mut self, glyph: u16, value: T) -> usize {
        let glyph = usize::from(glyph);
        if self.places.len() <= glyph {
            self.places.resize(glyph + 1, 0);
        }
        self.values.push(value);
        self.places[glyph] = self.values.len() as u32;
        self.values.len()
    }

    /// In the order of the glyphs' indices.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u16, &T)> {
        (0..=u16::MAX).zip(&self.places).filter_map(|(glyph, _)| Some((glyph, self.get(glyph)?)))
    }
}
