"""Entries hold their row of the results page, and the long columns stand beside the table.

A row of more than 2 KB is cut down to `toast_tuple_target` bytes, its longest columns first: with the texts' vector and the
HTML outside, seven times as many entries fit on a page of the table, which is what counting reads. The title's vector stays
inside: it is read to order candidates. The table is filled anew in one statement, in the order of the plain catalogue.
"""

from django.db import migrations, models

COLUMNS = """offering_id, rank, bits, vendor_id, topic_ids, name_key, month_price, used_by_count, newest_on, title, everything,
    html"""
SET_ASIDE = """
SET CONSTRAINTS ALL IMMEDIATE;
CREATE TEMPORARY TABLE entries_before AS SELECT e.*, c.html FROM catalog_searchentry e
    JOIN catalog_searchcard c USING (offering_id);
TRUNCATE catalog_searchentry;
DROP INDEX search_entry_everything, search_entry_title;
ALTER TABLE catalog_searchentry ALTER title SET STORAGE MAIN, ALTER everything SET STORAGE EXTERNAL;
ALTER TABLE catalog_searchentry SET (toast_tuple_target = 512)
"""
FILL = f"""
ALTER TABLE catalog_searchentry ALTER html SET STORAGE EXTERNAL;
INSERT INTO catalog_searchentry ({COLUMNS}) SELECT {COLUMNS} FROM entries_before ORDER BY rank, offering_id;
DROP TABLE entries_before;
CREATE INDEX search_entry_title ON catalog_searchentry USING gin (title) WITH (fastupdate = off);
CREATE INDEX search_entry_everything ON catalog_searchentry USING gin (everything) WITH (fastupdate = off)
"""  # noqa: S608 our own words


class Migration(migrations.Migration):
    dependencies = [("catalog", "0021_name_beginnings")]

    operations = [
        migrations.RunSQL(SET_ASIDE),
        migrations.AddField(
            model_name="searchentry",
            name="html",
            field=models.TextField(default="", help_text="Its row on the results page, ready."),
            preserve_default=False,
        ),
        migrations.RunSQL(FILL),
        migrations.DeleteModel(name="SearchCard"),
    ]
