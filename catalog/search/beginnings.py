"""The beginnings of names that suggestions look up, kept by the database itself whatever writes an entry."""

import pgtrigger

# Each word, its first two letters and its first three; `inside` where the name does not begin with it.
FUNCTION = r"""
CREATE FUNCTION catalogue_beginnings(name text) RETURNS TABLE (key text, inside boolean)
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT left(k.key, 40), bool_and(found.place > 1 OR NOT starts_with(name, found.word[1]))
    FROM regexp_matches(name, '\w+', 'g') WITH ORDINALITY AS found(word, place)
    CROSS JOIN LATERAL (VALUES (found.word[1]), (left(found.word[1], 2)), (left(found.word[1], 3))) AS k(key)
    GROUP BY 1
$$"""
_MADE = """INSERT INTO catalog_namebeginning (key, inside, rank, offering_id)
SELECT b.key, b.inside, e.rank, e.offering_id FROM {entries} e, catalogue_beginnings(e.name_key) b"""
_GONE = """DELETE FROM catalog_namebeginning b USING gone e, catalogue_beginnings(e.name_key) k
WHERE (b.key, b.inside, b.rank, b.offering_id) = (k.key, k.inside, e.rank, e.offering_id)"""
# Most of a batch that is indexed anew keeps name and rank.
_OTHERWISE = """NOT EXISTS (SELECT FROM {others} o
    WHERE (o.offering_id, o.name_key, o.rank) = (e.offering_id, e.name_key, e.rank))"""
_STATEMENTS = {
    pgtrigger.Insert: [_MADE.format(entries="made")],
    pgtrigger.Update: [
        f"{_GONE} AND {_OTHERWISE.format(others='made')}",
        f"{_MADE.format(entries='made')} WHERE {_OTHERWISE.format(others='gone')}",
    ],
    pgtrigger.Delete: [_GONE],
    pgtrigger.Truncate: ["TRUNCATE catalog_namebeginning"],
}
_TABLES = {
    pgtrigger.Insert: pgtrigger.Referencing(new="made"),
    pgtrigger.Update: pgtrigger.Referencing(old="gone", new="made"),
    pgtrigger.Delete: pgtrigger.Referencing(old="gone"),
}
# For the entries that there are when the table is made.
FILL = _MADE.format(entries="catalog_searchentry")


def beginnings_follow() -> list[pgtrigger.Trigger]:
    """Every change of an entry changes the beginnings of its name in the same transaction, a statement a batch."""
    return [
        pgtrigger.Trigger(
            name=f"beginnings_follow_{str(event).lower()}",
            level=pgtrigger.Statement,
            when=pgtrigger.After,
            operation=event,
            referencing=_TABLES.get(event),
            func="; ".join([*statements, "RETURN NULL;"]),
        )
        for event, statements in _STATEMENTS.items()
    ]
