//! The counters of a document while it is walked through (CSS Lists 3, 4).

use std::collections::BTreeMap;

/// The counters in force at a place, by name, the innermost last.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    named: BTreeMap<String, Vec<Counter>>,
}

#[derive(Debug)]
struct Counter {
    /// How deep the element is that made it: it counts for this element, what follows it, and what is in them.
    depth: u16,
    value: i32,
}

impl Counters {
    /// `counter-reset` on an element.
    pub(crate) fn reset(&mut self, name: &str, value: i32, depth: u16) {
        let counters = self.of(name);
        match counters.last_mut() {
            Some(last) if last.depth == depth => last.value = value,
            _ => counters.push(Counter { depth, value }),
        }
    }

    /// `counter-increment` on an element.
    pub(crate) fn increment(&mut self, name: &str, by: i32, depth: u16) {
        let counter = self.current(name, depth);
        counter.value = counter.value.saturating_add(by);
    }

    /// `counter-set` on an element.
    pub(crate) fn set(&mut self, name: &str, value: i32, depth: u16) {
        self.current(name, depth).value = value;
    }

    /// Ends the counters that were made by the children of an element.
    pub(crate) fn leave(&mut self, depth: u16) {
        for counters in self.named.values_mut() {
            while counters.last().is_some_and(|last| last.depth > depth) {
                counters.pop();
            }
        }
    }

    /// The innermost value.
    pub(crate) fn value(&self, name: &str) -> i32 {
        self.named.get(name).and_then(|counters| counters.last()).map_or(0, |counter| counter.value)
    }

    /// All values, the outermost first.
    pub(crate) fn values(&self, name: &str) -> Vec<i32> {
        let counters = self.named.get(name).map_or(&[][..], Vec::as_slice);
        if counters.is_empty() { vec![0] } else { counters.iter().map(|counter| counter.value).collect() }
    }

    fn of(&mut self, name: &str) -> &mut Vec<Counter> {
        self.named.entry(name.to_owned()).or_default()
    }

    /// The innermost counter; made on this element where there is none.
    fn current(&mut self, name: &str, depth: u16) -> &mut Counter {
        let counters = self.of(name);
        if counters.is_empty() {
            counters.push(Counter { depth, value: 0 });
        }
        let last = counters.len() - 1;
        &mut counters[last]
    }
}

#[cfg(test)]
mod tests {
    use super::Counters;

    #[test]
    fn counters_nest_and_end() {
        let mut counters = Counters::default();
        counters.reset("item", 0, 1);
        counters.increment("item", 1, 2);
        counters.reset("item", 0, 3);
        counters.increment("item", 1, 4);
        counters.increment("item", 1, 4);
        assert_eq!(counters.values("item"), [1, 2]);
        counters.leave(2);
        assert_eq!(counters.value("item"), 1);
        counters.set("item", i32::MAX, 2);
        counters.increment("item", 1, 2);
        assert_eq!(counters.value("item"), i32::MAX);
    }
}
