-- Mail addresses are kept in one form: the domain in the letters that travel (IDNA, `xn--mller-kva.example`). Addresses that were kept
-- as they were typed are brought into it; where somebody has that form already, both stay as they are.

create function pg_temp.to_punycode(label text) returns text language plpgsql as $$
-- RFC 3492, with its own names.
declare
  points int[] := array(select ascii(c) from regexp_split_to_table(label, '') with ordinality as x (c, i) order by i);
  basic text := coalesce((select string_agg(chr(p), '' order by i) from unnest(points) with ordinality as x (p, i) where p < 128), '');
  digits constant text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  handled int := length(basic);
  out text := basic || case when basic = '' then '' else '-' end;
  n int := 128; delta int := 0; bias int := 72; m int; q int; k int; t int; p int;
begin
  if handled = cardinality(points) then return label; end if;
  while handled < cardinality(points) loop
    select min(x) into m from unnest(points) as x where x >= n;
    delta := delta + (m - n) * (handled + 1);
    n := m;
    foreach p in array points loop
      if p < n then delta := delta + 1; end if;
      if p = n then
        q := delta; k := 36;
        loop
          t := greatest(1, least(26, k - bias));
          exit when q < t;
          out := out || substr(digits, t + (q - t) % (36 - t) + 1, 1);
          q := (q - t) / (36 - t);
          k := k + 36;
        end loop;
        out := out || substr(digits, q + 1, 1);
        delta := case when handled = length(basic) then delta / 700 else delta / 2 end;
        delta := delta + delta / (handled + 1);
        k := 0;
        while delta > 455 loop
          delta := delta / 35;
          k := k + 36;
        end loop;
        bias := k + 36 * delta / (delta + 38);
        delta := 0;
        handled := handled + 1;
      end if;
    end loop;
    delta := delta + 1;
    n := n + 1;
  end loop;
  return 'xn--' || out;
end $$;

with plain as (
  select id, split_part(email, '@', 1) || '@' || (
    select string_agg(case when label ~ '[^\x01-\x7f]' then pg_temp.to_punycode(normalize(label, nfkc)) else label end, '.' order by i)
    from regexp_split_to_table(split_part(email, '@', 2), '\.') with ordinality as x (label, i)) as email
  from person where split_part(email, '@', 2) ~ '[^\x01-\x7f]'
)
update person set email = plain.email from plain
where person.id = plain.id and length(plain.email) <= 320 and not exists (select from person other where other.email = plain.email);

drop function pg_temp.to_punycode(text);
