-- Search for Korean and Latin names: pairs of neighbouring characters in an array with a GIN index.
-- Trigrams cannot find a two-syllable name, and full-text search stumbles over particles.

-- Lower case, white space folded to one blank, so that index and question agree.
create function search_norm(t text) returns text
language sql immutable parallel safe
return regexp_replace(lower(normalize(t, nfc)), '\s+', ' ', 'g');

-- All pairs in a text. A text of one character has none, so its questions are answered by prefix.
create function bigrams(t text) returns text[]
language sql immutable parallel safe
return (
    select coalesce(array_agg(distinct substr(norm, at, 2)), '{}')
    -- `offset 0` keeps the planner from writing the folding out once per pair, eight times slower.
    from (select search_norm(t) as norm offset 0) as once, generate_series(1, length(norm) - 1) as at
);

-- The first consonants of Hangul syllables: 삼성전자 → ㅅㅅㅈㅈ. Everything else stays.
create function choseong(t text) returns text
language sql immutable parallel safe
return (
    select coalesce(string_agg(
        case
            when ch between '가' and '힣'
            then substr('ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ', (ascii(ch) - 44032) / 588 + 1, 1)
            else ch
        end, '' order by at), '')
    from unnest(string_to_array(search_norm(t), null)) with ordinality as letters (ch, at)
);

-- All pairs in several words: what a record must have to hold every one of them.
create function all_bigrams(words text[]) returns text[]
language sql immutable parallel safe
return (select coalesce(array_agg(distinct pair), '{}') from unnest(words) as word, unnest(bigrams(word)) as pair);

-- What a record is found by: its name as it is, without blanks (한빛 소프트 = 한빛소프트), by its first
-- consonants, and by its e-mail address or domain.
create function search_text(name text, more text) returns text
language sql immutable parallel safe
return search_norm(name) || ' ' || replace(search_norm(name), ' ', '')
    || ' ' || replace(choseong(name), ' ', '') || ' ' || coalesce(search_norm(more), '');

-- How a person is reached, as it is searched for: the e-mail address, and the digits of the telephone number as one
-- dials it in Korea.
create function reach(email text, phone text) returns text
language sql immutable parallel safe
return coalesce(email, '') || ' '
    || regexp_replace(regexp_replace(coalesce(phone, ''), '^\s*\+82[\s-]*0?', '0'), '\D', '', 'g');

-- Does a record hold every word? Pairs alone may stand apart, so what the index found is looked at once
-- more. Consonants are only taken from a name when somebody typed some, because that is slow.
create function search_has(name text, more text, words text[]) returns boolean
language sql immutable parallel safe
return (
    select coalesce(bool_and(
        position(word in search_norm(name)) > 0
        or position(word in replace(search_norm(name), ' ', '')) > 0
        or position(word in coalesce(search_norm(more), '')) > 0
        or (word ~ '[ㄱ-ㅎ]' and position(word in replace(choseong(name), ' ', '')) > 0)
    ), true)
    from unnest(words) as word
);
