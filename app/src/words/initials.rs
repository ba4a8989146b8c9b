//! The two letters in a member's round picture.

/// `김민지` → `민지` (the given name, as colleagues call each other), `Jane Doe` → `JD`.
pub fn initials(name: &str) -> String {
    let name = name.trim();
    let hangul = |it: char| ('가'..='힣').contains(&it);
    // A role or team behind the name (`김민지 매니저`) is not what people call each other by.
    let first_word = name.split_whitespace().next().unwrap_or_default();
    if !first_word.is_empty() && first_word.chars().all(hangul) {
        let count = first_word.chars().count();
        return first_word.chars().skip(count.saturating_sub(2)).collect();
    }
    let mut letters = name.split(|it: char| !it.is_alphanumeric()).filter_map(|word| word.chars().next());
    let first = letters.next();
    let last = letters.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
