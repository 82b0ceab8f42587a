//! Regular inflection of English verbs. Irregular forms are listed in `rules/en/irregular.words`.

/// The regular forms of a verb: base, third person, past, present participle.
#[must_use]
pub fn regular(verb: &str) -> Vec<String> {
    let ends = |tails: &[&str]| tails.iter().any(|tail| verb.ends_with(tail));
    let third = if ends(&["s", "x", "z", "ch", "sh", "o"]) {
        format!("{verb}es")
    } else if let Some(stem) = consonant_y(verb) {
        format!("{stem}ies")
    } else {
        format!("{verb}s")
    };
    let (past, participle) = if let Some(stem) = verb.strip_suffix("ie") {
        (format!("{verb}d"), format!("{stem}ying"))
    } else if let Some(stem) = verb.strip_suffix('e').filter(|_| !ends(&["ee", "oe", "ye"])) {
        (format!("{verb}d"), format!("{stem}ing"))
    } else if verb.ends_with('e') {
        (format!("{verb}d"), format!("{verb}ing"))
    } else if let Some(stem) = consonant_y(verb) {
        (format!("{stem}ied"), format!("{verb}ing"))
    } else if doubles(verb) {
        let last = verb.chars().last().unwrap_or_default();
        (format!("{verb}{last}ed"), format!("{verb}{last}ing"))
    } else {
        (format!("{verb}ed"), format!("{verb}ing"))
    };
    vec![verb.to_owned(), third, past, participle]
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn consonant_y(verb: &str) -> Option<&str> {
    verb.strip_suffix('y').filter(|stem| stem.chars().last().is_some_and(|c| !vowel(c)))
}

/// One-syllable verbs that end in one vowel and one consonant double it: `plan`, `step`, `win`.
fn doubles(verb: &str) -> bool {
    let letters: Vec<char> = verb.chars().collect();
    let [.., before, middle, last] = letters[..] else { return false };
    let groups = letters.windows(2).filter(|pair| vowel(pair[1]) && !vowel(pair[0])).count()
        + usize::from(letters.first().copied().is_some_and(vowel));
    !vowel(before) && vowel(middle) && !vowel(last) && !matches!(last, 'w' | 'x' | 'y') && groups == 1
}

#[cfg(test)]
mod tests {
    use super::regular;

    #[test]
    fn follows_the_spelling_rules() {
        assert_eq!(regular("join"), ["join", "joins", "joined", "joining"]);
        assert_eq!(regular("accede"), ["accede", "accedes", "acceded", "acceding"]);
        assert_eq!(regular("ratify"), ["ratify", "ratifies", "ratified", "ratifying"]);
        assert_eq!(regular("plan"), ["plan", "plans", "planned", "planning"]);
        assert_eq!(regular("visit"), ["visit", "visits", "visited", "visiting"]);
        assert_eq!(regular("agree"), ["agree", "agrees", "agreed", "agreeing"]);
        assert_eq!(regular("lie"), ["lie", "lies", "lied", "lying"]);
    }
}
