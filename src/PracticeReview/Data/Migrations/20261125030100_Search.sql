-- Full-text search over the public repository. Written by hand: the model knows nothing of it except the table.

create extension if not exists unaccent;
create extension if not exists pg_trgm;

-- For each language that PostgreSQL can stem, its configuration with accents removed first: repository_es and so on.
-- "educacion" and "educación" are the same word there. Languages it can't stem share repository_simple.
do $$
declare
  language text[];
begin
  foreach language slice 1 in array array[
    ['simple', 'simple', 'simple'],
    ['en', 'english', 'english_stem'], ['es', 'spanish', 'spanish_stem'], ['fr', 'french', 'french_stem'],
    ['ar', 'arabic', 'arabic_stem'], ['ru', 'russian', 'russian_stem'], ['pt', 'portuguese', 'portuguese_stem'],
    ['de', 'german', 'german_stem'], ['hi', 'hindi', 'hindi_stem'], ['id', 'indonesian', 'indonesian_stem'],
    ['it', 'italian', 'italian_stem'], ['ne', 'nepali', 'nepali_stem'], ['tr', 'turkish', 'turkish_stem']]
  loop
    execute format('create text search configuration repository_%s (copy = pg_catalog.%I)', language[1], language[2]);
    execute format(
      'alter text search configuration repository_%s alter mapping for asciiword, asciihword, hword_asciipart, word, hword, hword_part with unaccent, %I',
      language[1], language[3]);
  end loop;
end $$;

-- The two configurations of a language: the stemmer needs accents ("educación" and "educaciones" meet in "educ"),
-- readers leave them out ("educacion"), so texts are kept in both.
create function repository_configurations(language text) returns regconfig[] language sql immutable parallel safe set search_path = public as $$
  select case language
    when 'en' then array['english', 'repository_en'] when 'es' then array['spanish', 'repository_es']
    when 'fr' then array['french', 'repository_fr'] when 'ar' then array['arabic', 'repository_ar']
    when 'ru' then array['russian', 'repository_ru'] when 'pt' then array['portuguese', 'repository_pt']
    when 'de' then array['german', 'repository_de'] when 'hi' then array['hindi', 'repository_hi']
    when 'id' then array['indonesian', 'repository_id'] when 'it' then array['italian', 'repository_it']
    when 'ne' then array['nepali', 'repository_ne'] when 'tr' then array['turkish', 'repository_tr']
    else array['simple', 'repository_simple']
  end::regconfig[]
$$;

-- Text as it is searched: composed letters, and every Han or kana character a word, since the parser would take a
-- whole sentence for one. A tsvector holds one megabyte; the length keeps far below.
create function repository_text(value text) returns text language sql immutable parallel safe as $$
  select regexp_replace(normalize(left(coalesce(value, ''), 60000), nfkc), '([\u3040-\u30ff\u3400-\u9fff])', ' \1 ', 'g')
$$;

-- The words of a text: stemmed with and without accents, and unstemmed for beginnings of words and other languages.
create function repository_words(language text, value text) returns tsvector language sql immutable parallel safe set search_path = public as $$
  select to_tsvector(configurations[1], words) || to_tsvector(configurations[2], words) || to_tsvector('repository_simple', words)
  from (select repository_configurations(language) as configurations, repository_text(value) as words offset 0) prepared
$$;

-- What is searched of a publication: A title, B summary, C who, where and what for, D the rest.
-- Names and addresses of the focal point are not.
create function repository_document(content jsonb, keywords text) returns tsvector language sql immutable parallel safe set search_path = public as $$
  select setweight(repository_words(content->>'language', content->>'title'), 'A')
      || setweight(repository_words(content->>'language', content->>'summary'), 'B')
      || setweight(repository_words(content->>'language', concat_ws(E'\n', content->>'partners', keywords,
           (select string_agg(o->>'name', E'\n') from jsonb_array_elements(content->'organisations') o))), 'C')
      || setweight(repository_words(content->>'language', concat_ws(E'\n', content->>'description', content->>'impact',
           content->>'lessons', content->>'replication', content->>'innovation', content->>'sustainability', content->>'resources',
           (select string_agg(p->>'how', E'\n') from jsonb_array_elements(content->'principles') p),
           (select string_agg(l->>'label', E'\n') from jsonb_array_elements(content->'links') l))), 'D')
$$;

alter table publications add column search tsvector
  generated always as (repository_document(content, keywords)) stored;
create index publications_search on publications using gin (search) with (fastupdate = off);

-- A word or "quoted words" in every language at once, since readers don't say in which one they write.
-- Of the last word, which may still be being typed, the beginning is enough.
create function repository_term(term text, prefix boolean) returns tsquery language sql immutable parallel safe
set search_path = public set client_min_messages = warning as $$
  select coalesce(string_agg(distinct '(' || query || ')', ' | '), '')::tsquery
  from (
    select phraseto_tsquery(configuration, repository_text(term))::text as query
    from unnest(array['en', 'es', 'fr', 'ar', 'ru', 'pt', 'de', 'hi', 'id', 'it', 'ne', 'tr']) language,
         unnest(repository_configurations(language)) configuration
    union all
    select nullif(phraseto_tsquery('repository_simple', repository_text(term))::text, '') || case when prefix then ':*' else '' end
  ) queries
  where query <> ''
$$;

-- All of the included terms and none of the excluded ones. Stop words of the reader's language are left out, unless
-- there is nothing else.
create function repository_query(included text[], excluded text[], prefix boolean, reader text) returns tsquery
language plpgsql immutable parallel safe set search_path = public set client_min_messages = warning as $$
declare
  result tsquery := ''::tsquery;
  meant text[] := array(
    select term from unnest(included) with ordinality as terms(term, place)
    where numnode(phraseto_tsquery((repository_configurations(reader))[1], repository_text(term))) > 0
    order by place);
  term text;
  place int := 0;
begin
  if cardinality(meant) = 0 then
    meant := included;
  end if;
  foreach term in array meant loop
    place := place + 1;
    result := result && repository_term(term, prefix and place = cardinality(meant));
  end loop;
  foreach term in array excluded loop
    result := result && !! repository_term(term, false);
  end loop;
  return result;
end $$;

-- Publications that match, with their rank (0 unless asked for). The planner doesn't know that comparing a document
-- means fetching it from beside its row, and would rather read them all: hence the setting.
create function repository_matches(query tsquery, ranked boolean)
returns table (practice_id uuid, published_at timestamptz, facets text[], rank real)
language sql stable parallel safe rows 100 set search_path = public set enable_seqscan = off as $$
  select practice_id, published_at, facets, case when ranked then ts_rank(search, query, 1) else 0 end
  from publications
  where search @@ query
$$;

-- "Did you mean": the word of titles and labels most like a term, without accents or capitals; null when none is.
create function repository_plain(value text) returns text language sql immutable parallel safe strict set search_path = public as $$
  select lower(unaccent('unaccent', value))
$$;
create index publications_trigrams on publications using gin (repository_plain((content->>'title') || ' ' || keywords) gin_trgm_ops);
create function repository_suggestion(term text) returns text language sql stable
set search_path = public set pg_trgm.word_similarity_threshold = 0.45 as $$
  select word
  from (
    select distinct regexp_split_to_table(lower(words), '[^[:alnum:]]+') as word
    from (
      select (content->>'title') || ' ' || keywords as words
      from publications
      where repository_plain((content->>'title') || ' ' || keywords) %> repository_plain(term)
      limit 200
    ) similar_titles
  ) words
  where length(word) > 2 and similarity(repository_plain(word), repository_plain(term)) between 0.35 and 0.999
  order by similarity(repository_plain(word), repository_plain(term)) desc, word
  limit 1
$$;

-- Filters: facets && array['country:KE', …].
create index publications_facets on publications using gin (facets) with (fastupdate = off);
