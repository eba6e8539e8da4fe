//! Maps by a quick hash, for words and numbers that are looked up thousands of times in a release. It is seeded anew in each
//! process, so that nobody can write a text whose words fall together.

use foldhash::fast::RandomState;

pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;
pub(crate) type HashSet<K> = std::collections::HashSet<K, RandomState>;
