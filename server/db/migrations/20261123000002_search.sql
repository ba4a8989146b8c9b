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
    select coalesce(array_agg(distinct substr(search_norm(t), at, 2)), '{}')
    from generate_series(1, length(search_norm(t)) - 1) as at
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
