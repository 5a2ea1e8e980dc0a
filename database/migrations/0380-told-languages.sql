-- The language of a text is told from the text: who writes German may read the screens in English.

create function told_language(words text, said text) returns text language plpgsql immutable parallel safe as $$
declare
  -- The short words that dictionaries leave out, which every sentence has; those of five languages and more tell nothing.
  common constant jsonb := '{
    "aan":"nl", "aber":"de", "acaba":"tr", "ad":"da it", "af":"da", "agl":"it", "ahol":"hu", "ai":"fr it", "aie":"fr", "ait":"fr", "aki":"hu",
    "akik":"hu", "al":"nl it es", "algo":"es", "all":"en it", "alla":"sv", "alle":"da de", "allt":"sv", "als":"nl de", "also":"de", "alt":"da",
    "am":"en de", "ama":"tr", "ami":"hu", "amig":"hu", "amit":"hu", "an":"en de sv", "and":"en", "ante":"es", "any":"en", "ao":"pt", "aos":"pt",
    "ar":"sv", "are":"en", "arra":"hu", "as":"en fr pt", "aslinda":"tr", "ate":"pt", "att":"sv", "au":"fr", "auch":"de", "auf":"de", "aus":"de",
    "aux":"fr", "av":"no sv", "avec":"fr", "az":"hu tr", "azok":"hu", "azon":"hu", "azt":"hu", "bae":"no", "bar":"hu", "bazi":"tr", "be":"en hu",
    "been":"en", "bei":"de", "belki":"tr", "ben":"nl", "bij":"nl", "bin":"de", "biri":"tr", "birkac":"tr", "birsey":"tr", "bis":"de", "bist":"de",
    "biz":"tr", "ble":"no", "blev":"da sv", "bli":"no sv", "blir":"sv", "bu":"tr", "but":"en", "by":"en", "can":"en", "ce":"fr", "ces":"fr",
    "che":"it", "chi":"it", "ci":"it", "cikk":"hu", "coi":"it", "cok":"tr", "col":"it", "com":"pt", "como":"pt es", "con":"it es", "csak":"hu",
    "cual":"es", "cui":"it", "cunku":"tr", "daar":"nl", "daha":"tr", "dai":"it", "dal":"it", "dan":"nl", "dann":"de", "dans":"fr", "dar":"sv",
    "das":"de pt", "dass":"de", "dat":"nl", "dazu":"de", "defa":"tr", "deg":"no", "dei":"it no", "dein":"de", "del":"it es", "dele":"pt",
    "dem":"da de no sv", "den":"da de no sv", "denn":"de", "der":"da nl de no", "des":"fr de", "det":"da no sv", "deze":"nl", "di":"it no",
    "dich":"de", "did":"en", "die":"nl de", "dies":"de", "dig":"da sv", "din":"da no sv", "dir":"de", "dit":"nl", "diye":"tr", "do":"en pt",
    "doch":"de", "does":"en", "dog":"da", "don":"en", "door":"nl", "dort":"de", "dos":"pt", "dov":"it", "down":"en", "dus":"nl", "ed":"it",
    "een":"nl", "eg":"no", "eger":"tr", "egy":"hu", "ei":"fi", "ein":"de no", "eine":"de", "eit":"no", "eivat":"fi", "ej":"sv", "el":"hu es",
    "ela":"pt", "elas":"pt", "ele":"pt", "eleg":"hu", "eles":"pt", "ella":"es", "elle":"fr", "elo":"hu", "elso":"hu", "em":"pt", "emme":"fi",
    "end":"da", "enn":"no", "era":"it pt es sv", "eri":"it", "ero":"it", "erre":"hu", "ert":"sv", "es":"fr de hu es", "esa":"es", "ese":"es",
    "eso":"es", "essa":"pt", "esse":"pt", "est":"fr", "esta":"es", "este":"pt es", "esto":"es", "et":"da fi fr no", "ete":"fr", "etee":"fr",
    "etes":"fr", "ett":"no sv", "etta":"fi", "ette":"fi", "eu":"fr pt", "eue":"fr", "eus":"fr", "eut":"fr", "eux":"fr", "ez":"hu", "ezek":"hu",
    "ezen":"hu", "ezt":"hu", "fel":"hu", "fele":"hu", "few":"en", "foi":"pt", "fra":"da no", "fran":"sv", "from":"en", "fu":"it", "fue":"es",
    "fui":"pt es", "fur":"de", "fus":"fr", "fut":"fr", "ge":"nl", "geen":"nl", "gibi":"tr", "gli":"it", "haar":"nl", "hab":"de", "had":"nl en",
    "hade":"sv", "hai":"it", "ham":"da", "hanen":"fi", "hanet":"fi", "hans":"da sv", "hanta":"fi", "hao":"pt", "har":"da no sv", "has":"en es",
    "hat":"de", "have":"da en", "hay":"es", "he":"en fi es", "heb":"nl", "hei":"pt", "heita":"fi", "hem":"nl tr", "hep":"tr", "hepsi":"tr",
    "her":"da en no tr", "hers":"en", "het":"nl", "hic":"tr", "hij":"nl", "him":"en", "hin":"de", "his":"en", "ho":"it no", "hoe":"nl", "hogy":"hu",
    "hon":"sv", "hos":"da", "how":"en", "hun":"da nl no", "hur":"sv", "hva":"no", "hvad":"da", "hvis":"da", "hvor":"da", "ich":"de", "icin":"tr",
    "icke":"sv", "if":"en", "igen":"hu", "igy":"hu", "ihm":"de", "ihn":"de", "ihr":"de", "ik":"nl", "ikke":"da", "il":"fr it", "ile":"tr",
    "ill":"hu", "im":"de", "in":"nl en de it", "ind":"da", "inn":"no", "ins":"de", "inte":"sv", "into":"en", "io":"it", "is":"nl en", "ise":"tr",
    "ison":"hu", "isso":"pt", "ist":"de", "it":"en", "its":"en", "itse":"fi", "itt":"hu", "ja":"nl fi no pt", "jag":"sv", "je":"nl fr",
    "jeg":"da no", "jer":"da", "jo":"da hu", "joka":"fi", "jol":"hu", "jona":"fi", "jos":"fi", "jota":"fi", "ju":"sv", "kan":"nl no sv",
    "kell":"hu", "keta":"fi", "kez":"tr", "ki":"hu tr", "kim":"tr", "kom":"no", "kon":"nl", "kuin":"fi", "kuka":"fi", "kun":"fi no",
    "la":"fr it es", "las":"es", "le":"fr it es", "lei":"it", "les":"es", "lesz":"hu", "lett":"hu", "leur":"fr", "lhe":"pt", "li":"it",
    "lo":"it es", "los":"es", "lui":"fr it", "ma":"fr it", "maar":"nl", "maga":"hu", "mais":"fr pt", "majd":"hu", "man":"da de no sv", "mar":"hu",
    "mas":"hu pt es", "med":"da no sv", "meg":"hu no", "meita":"fi", "mely":"hu", "meme":"fr", "men":"da nl no sv", "mert":"hu", "mes":"fr",
    "met":"nl", "meu":"pt", "mia":"it es", "mie":"it", "mig":"da hu sv", "mij":"nl", "mijn":"nl", "mika":"fi", "min":"da no sv", "mina":"fi sv",
    "mine":"da", "mint":"hu", "minua":"fi", "minun":"fi", "minut":"fi", "mio":"it es", "mir":"de", "mis":"es", "mit":"da de hu", "mita":"fi",
    "mitt":"sv", "mod":"da", "moi":"fr", "mon":"fr", "most":"hu", "mot":"no sv", "mu":"tr", "muy":"es", "my":"en", "na":"nl no pt", "naar":"nl",
    "nada":"es", "nagy":"hu", "nama":"fi", "nao":"pt", "nar":"da no sv", "nas":"pt", "nasil":"tr", "ned":"da no", "neden":"tr", "neha":"hu",
    "nei":"it", "neki":"hu", "nel":"it", "nem":"hu pt", "nerde":"tr", "nerede":"tr", "nereye":"tr", "ni":"es sv", "nicin":"tr", "niet":"nl",
    "niin":"fi", "niye":"tr", "no":"en no pt es", "noe":"no", "nog":"nl", "noi":"it", "noin":"fi", "non":"it", "nor":"en", "nos":"fr pt es",
    "not":"en", "nous":"fr", "now":"en", "nu":"da nl sv", "num":"pt", "numa":"pt", "nun":"de", "nuo":"fi", "nur":"de", "nyt":"fi", "ob":"de",
    "och":"sv", "of":"nl en", "off":"en", "og":"da no", "ogsa":"da", "ok":"hu", "oket":"hu", "ole":"fi", "olen":"fi", "olet":"fi", "oli":"fi",
    "olin":"fi", "olisi":"fi", "olit":"fi", "olla":"fi", "ollut":"fi", "om":"da nl no sv", "on":"en fi fr", "ons":"nl", "ont":"fr", "ook":"nl",
    "op":"da nl", "opp":"no", "or":"en", "os":"da pt es", "oss":"no sv", "otra":"es", "otro":"es", "ott":"hu", "ou":"fr pt", "our":"en",
    "ours":"en", "out":"en", "ovat":"fi", "over":"da nl sv", "own":"en", "pa":"da no sv", "par":"fr", "para":"pt es", "pas":"fr", "pela":"pt",
    "pelo":"pt", "per":"it", "pero":"es", "piu":"it", "poco":"es", "por":"pt es", "pour":"fr", "qu":"fr", "qual":"pt", "que":"fr pt es",
    "quem":"pt", "qui":"fr", "ra":"hu", "sa":"fr no sv", "sanki":"tr", "sao":"pt", "sea":"es", "seg":"no", "sei":"it", "seka":"fi", "selv":"da",
    "sem":"hu pt", "sen":"fi", "ses":"fr", "seu":"pt", "seus":"pt", "sey":"tr", "she":"en", "si":"it no es", "sia":"it", "sie":"de", "sig":"da sv",
    "sin":"da no es sv", "sina":"fi sv", "sine":"da", "sinua":"fi", "sinun":"fi", "sinut":"fi", "sit":"da", "sita":"fi", "siz":"tr", "skal":"da",
    "so":"en de no pt", "sok":"hu", "som":"da no sv", "son":"fr es", "sont":"fr", "sou":"pt", "soy":"es", "su":"it es tr", "sua":"it pt",
    "suas":"pt", "sue":"it", "sui":"it", "suis":"fr", "sul":"it", "suo":"it", "sur":"fr", "sus":"es", "ta":"fr", "tai":"fi", "tama":"fi",
    "taman":"fi", "tana":"fi", "tassa":"fi", "tasta":"fi", "tata":"fi", "teita":"fi", "tem":"pt", "tes":"fr", "teu":"pt", "that":"en", "the":"en",
    "them":"en", "they":"en", "thi":"da", "this":"en", "ti":"it es", "til":"da no", "till":"sv", "to":"en", "tobb":"hu", "todo":"es", "toi":"fr",
    "ton":"fr", "too":"en", "tot":"nl", "tra":"it", "tu":"fr it pt es", "tua":"it pt", "tue":"it", "tum":"tr", "tuo":"fi it", "tuon":"fi",
    "tus":"es", "ud":"da", "ugy":"hu", "uit":"nl", "uj":"hu", "um":"de no pt", "uma":"pt", "un":"fr it es", "una":"it es", "und":"de", "une":"fr",
    "uno":"it es", "unos":"es", "uns":"de", "up":"en", "upp":"sv", "ut":"no sv", "utan":"sv", "uw":"nl", "vaan":"fi", "vad":"sv", "vai":"fi",
    "van":"nl hu", "var":"da no sv", "vara":"sv", "ve":"tr", "ved":"no", "vem":"sv", "veya":"tr", "vi":"da it no sv", "vid":"sv", "vil":"da no",
    "voce":"pt", "voi":"it", "vom":"de", "von":"de", "voor":"nl", "vor":"da de", "vos":"fr pt", "vous":"fr", "want":"nl", "war":"de",
    "was":"nl en de", "wat":"nl", "we":"en", "weg":"de", "were":"en", "what":"en", "who":"en", "whom":"en", "why":"en", "wie":"nl de", "wil":"nl",
    "wir":"de", "with":"en", "wo":"de", "ya":"es tr", "yani":"tr", "yli":"fi", "yo":"es", "you":"en", "your":"en", "zal":"nl", "ze":"nl",
    "zich":"nl", "zij":"nl", "zijn":"nl", "zo":"nl", "zou":"nl", "zu":"de", "zum":"de", "zur":"de", "без":"ru", "бы":"ru", "был":"ru", "вам":"ru",
    "вас":"ru", "во":"ru", "вот":"ru", "все":"ru", "вы":"ru", "где":"ru", "да":"ru", "два":"ru", "для":"ru", "до":"ru", "его":"ru", "ее":"ru",
    "еи":"ru", "ему":"ru", "еще":"ru", "же":"ru", "за":"ru", "из":"ru", "или":"ru", "им":"ru", "их":"ru", "как":"ru", "кто":"ru", "ли":"ru",
    "мне":"ru", "мои":"ru", "моя":"ru", "мы":"ru", "на":"ru", "над":"ru", "нас":"ru", "не":"ru", "нее":"ru", "неи":"ru", "нет":"ru", "ни":"ru",
    "ним":"ru", "них":"ru", "но":"ru", "ну":"ru", "об":"ru", "он":"ru", "она":"ru", "они":"ru", "от":"ru", "по":"ru", "под":"ru", "при":"ru",
    "про":"ru", "раз":"ru", "сам":"ru", "со":"ru", "так":"ru", "там":"ru", "тем":"ru", "то":"ru", "тот":"ru", "три":"ru", "тут":"ru", "ты":"ru",
    "уж":"ru", "уже":"ru", "чем":"ru", "что":"ru", "эти":"ru", "эту":"ru"
  }'::jsonb;
  found text[];
  counts int[];
begin
  select array_agg(l order by n desc, l = said desc), array_agg(n order by n desc, l = said desc) into found, counts
  from (
    select l, count(*)::int as n
    from (select distinct word from unnest(string_to_array(left(words, 600), ' ')) as word) as w,
      unnest(string_to_array(common ->> w.word, ' ')) as l
    group by l
  ) as heard;
  -- Few words tell little, and languages are alike: then it is what was said.
  if counts[1] >= 4 and (found[1] = split_part(lower(said), '-', 1) or counts[1] >= 1.5 * coalesce(counts[2], 0)) then
    return found[1];
  end if;
  return said;
end $$;
comment on function told_language(text, text) is 'The language of a text, given as search_terms has it: that whose common words it has most of; where that is not clear, the one that is given.';

alter table search_row add column told text not null default '';
comment on column search_row.language is 'What its author, or their screen, says it is written in; empty for a person, whose words are mostly names.';
comment on column search_row.told is 'The language it is read in: told from its words, or else what language says; empty for a person.';

create or replace function set_search_words() returns trigger language plpgsql as $$
declare
  title text := search_terms(new.title);
  summary text := search_terms(new.summary);
  -- A very long text is read to a length whose words fit into a tsvector (1 MB).
  body text := search_terms(left(new.body, case when octet_length(new.body) > 2 * length(new.body) then 80000 else 250000 end));
  config regconfig;
begin
  new.told := case when new.language = '' then '' else told_language(concat_ws(' ', title, summary, left(body, 600)), new.language) end;
  config := search_config(new.told);
  new.words := case when title = '' then '' else setweight(to_tsvector(config, title), 'A') end
    || case when summary = '' then '' else setweight(to_tsvector(config, summary), 'B') end
    || case when body = '' then '' else to_tsvector(config, body) end;
  -- The first text in a language is found at once.
  update search_count set languages = languages || new.told
  where community_id = new.community_id and new.told <> '' and new.told <> all(languages);
  return new;
end $$;

update search_row set body = body where language <> '';
-- The job counts them anew when the program starts: from then on these languages are known.
delete from search_word;
delete from search_count;
