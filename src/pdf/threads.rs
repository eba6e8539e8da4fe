//! Work on many pages, by all processors.

use rayon::prelude::*;

/// Fewer items than this are done before another thread has begun.
const FEWEST: usize = 16;

/// What `work` makes of each item, in their order; where there are many, every thread makes a tool of its own for it.
pub(super) fn map<T: Sync, R: Send, Tool>(
    items: &[T],
    tool: &mut Tool,
    another: impl Fn() -> Tool + Sync,
    work: impl Fn(&mut Tool, &T) -> R + Sync,
) -> Vec<R> {
    if items.len() < FEWEST {
        return items.iter().map(|item| work(tool, item)).collect();
    }
    let part = items.len().div_ceil(rayon::current_num_threads());
    let all = |items: &[T]| {
        let mut tool = another();
        items.iter().map(|item| work(&mut tool, item)).collect::<Vec<R>>()
    };
    items.par_chunks(part).flat_map_iter(all).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn items_stay_in_their_order() {
        for count in [0, 1, 15, 16, 17, 1000] {
            let items: Vec<usize> = (0..count).collect();
            let doubled = super::map(&items, &mut (), || (), |(), item| item * 2);
            assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        }
    }
}
