-- own: catalog/migrations/0001_initial.py 2c58f71f30b1ecfb
-- own: catalog/migrations/0002_search_language.py c76a2a719b1a25dc
-- own: catalog/migrations/0003_search_entries.py 026951bd23a7344b
-- own: catalog/migrations/0004_publication_gate.py 2c1bcfba4384eaa1
-- own: catalog/migrations/0005_review_workflow.py 98c0a6919998de15
-- own: catalog/migrations/0006_agencies_under_contract.py 109e88668dbbf2d3
-- own: catalog/migrations/0007_lots.py ac780bb4166adfb8
-- own: catalog/migrations/0008_offering_uploads.py 5d98e5680e43c52b
-- own: catalog/migrations/0008_question_sets.py 5c3bc9ad71a74925
-- own: catalog/migrations/0008_shortlists.py 9ad475025b970b84
-- own: catalog/migrations/0009_offering_answers.py d3edad6eb0402b23
-- own: catalog/migrations/0010_search_words.py 5120a5091c36e2ec
-- own: catalog/migrations/0011_plan_terms.py d53dadd544c4d30c
-- own: catalog/migrations/0012_saved_searches.py 82b930795dcfb09e
-- own: catalog/migrations/0013_declarations_and_admissions.py 15df146c4e45ade5
-- own: catalog/migrations/0014_uploads_to_review.py bd691f2678bc86c5
-- own: catalog/migrations/0015_longlists.py e051be9603a64fc7
-- own: catalog/migrations/0016_ready_answers.py 75e95a55b4eb298b
-- own: catalog/migrations/0017_unsaved_entries.py cac1766e3b904188
-- own: catalog/migrations/0018_values_is_no_slug.py 4e9b81b94850a79d
-- own: catalog/migrations/0019_pages_have_a_day.py 68f348a88e8b0868
-- own: catalog/migrations/0020_search_wordings.py 6f39832a9dc0b6fb
-- own: catalog/migrations/0021_name_beginnings.py eacf5134dc7239de
-- own: catalog/migrations/0022_narrow_entries.py 99854ea030403e13
-- own: cms/migrations/0001_initial.py 80461d0f5bf9f387
-- own: cms/migrations/0002_front_door.py d7d46262eec9bf62
-- own: contracts/migrations/0001_agreements.py bd60debb7ee33cb2
-- own: contracts/migrations/0002_orders.py 1179aac122831119
-- own: contracts/migrations/0003_service_levels.py 3ca7b34580298d5d
-- own: contracts/migrations/0004_similar_uses.py 83eb8894b823126e
-- own: contracts/migrations/0005_plan_terms.py ae6b945a7e61d247
-- own: contracts/migrations/0006_frameworks.py ba6e54d023711df2
-- own: contracts/migrations/0007_exact_unit_prices.py 5848a435e0a940c1
-- own: contracts/migrations/0008_draw_downs.py 1cefb3b23ee47b6a
-- own: contracts/migrations/0009_buying_policies.py b3e2d457bdd6f025
-- own: contracts/migrations/0010_ways_to_buy.py 24ab71d49e72a716
-- own: contracts/migrations/0011_objectives.py 075b0ec6413a5db6
-- own: contracts/migrations/0012_credits_by_two.py e1747729bd631506
-- own: contracts/migrations/0013_desktop_comparisons.py a19dc57029d6e9c7
-- own: contracts/migrations/0014_signatures.py e349c1ea4d313069
-- own: contracts/migrations/0015_contract_life.py ba1cf321210b19d7
-- own: contracts/migrations/0016_renewal_decisions.py b7f754d73d9f8bdb
-- own: marketplace/accounts/migrations/0001_initial.py 8db34dfb95ea6b0a
-- own: marketplace/accounts/migrations/0002_cache_table.py 23efcdddf3de4ce4
-- own: marketplace/audit/migrations/0001_initial.py 9fc44dc1ba73929c
-- own: marketplace/audit/migrations/0002_checkpoints_in_a_chain.py 09dc315a0f22b7d6
-- own: marketplace/files/migrations/0001_initial.py b4d7bb348ca7e412
-- own: marketplace/notifications/migrations/0001_initial.py 6664214034ce3ee8
-- own: marketplace/notifications/migrations/0002_unsubscribe.py 318e0d9f79894c58
-- own: marketplace/organisations/migrations/0001_initial.py 39595325f6341f26
-- own: marketplace/organisations/migrations/0002_members_hand_over.py 048d01c1142d4574
-- own: marketplace/organisations/migrations/0003_invitation_mailed_at.py 9d4bdb7b31e45bee
-- own: marketplace/organisations/migrations/0004_company_details.py dbec71bd014b806f
-- own: marketplace/organisations/migrations/0005_sanctions.py b77411b08e000b3d
-- own: marketplace/organisations/migrations/0006_name_changes.py 8b0b51220ffcc937
-- own: marketplace/organisations/migrations/0007_mergers.py e4969fe97e099460
-- own: marketplace/references/migrations/0001_initial.py 8c4a3133df6dd6cb
-- own: rfp/migrations/0001_needs.py afd62c008c9fdcb2
-- own: rfp/migrations/0002_triage.py 3a3295e27437a8a7
-- own: rfp/migrations/0003_joining.py fe36e8c7614eb5f5
-- own: rfp/migrations/0004_forums.py fa5e0297feb10812
-- own: rfp/migrations/0005_forum_outcomes.py cfd586c7ceba7db2
--
-- PostgreSQL database dump
--


-- Dumped from database version 18.6
-- Dumped by pg_dump version 18.6

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET transaction_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: fuzzystrmatch; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS fuzzystrmatch WITH SCHEMA public;


--
-- Name: EXTENSION fuzzystrmatch; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION fuzzystrmatch IS 'determine similarities and distance between strings';


--
-- Name: pg_trgm; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;


--
-- Name: EXTENSION pg_trgm; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION pg_trgm IS 'text similarity measurement and index searching based on trigrams';


--
-- Name: unaccent; Type: EXTENSION; Schema: -; Owner: -
--

CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;


--
-- Name: EXTENSION unaccent; Type: COMMENT; Schema: -; Owner: -
--

COMMENT ON EXTENSION unaccent IS 'text search dictionary that removes accents';


--
-- Name: procrastinate_job_event_type; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);


--
-- Name: procrastinate_job_status; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);


--
-- Name: procrastinate_job_to_defer_v1; Type: TYPE; Schema: public; Owner: -
--

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);


--
-- Name: _pgtrigger_should_ignore(name); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE plpgsql
    AS $$
                DECLARE
                    _pgtrigger_ignore TEXT[];
                    _result BOOLEAN;
                BEGIN
                    BEGIN
                        SELECT INTO _pgtrigger_ignore
                            CURRENT_SETTING('pgtrigger.ignore');
                        EXCEPTION WHEN OTHERS THEN
                    END;
                    IF _pgtrigger_ignore IS NOT NULL THEN
                        SELECT trigger_name = ANY(_pgtrigger_ignore)
                        INTO _result;
                        RETURN _result;
                    ELSE
                        RETURN FALSE;
                    END IF;
                END;
            $$;


--
-- Name: catalogue_beginnings(text); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.catalogue_beginnings(name text) RETURNS TABLE(key text, inside boolean)
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    SELECT left(k.key, 40), bool_and(found.place > 1 OR NOT starts_with(name, found.word[1]))
    FROM regexp_matches(name, '\w+', 'g') WITH ORDINALITY AS found(word, place)
    CROSS JOIN LATERAL (VALUES (found.word[1]), (left(found.word[1], 2)), (left(found.word[1], 3))) AS k(key)
    GROUP BY 1
$$;


--
-- Name: pgtrigger_accepted_stays_4c1d4(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_accepted_stays_4c1d4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_an_option_is_exercised_once_11c4e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_an_option_is_exercised_once_11c4e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_00dfa(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_00dfa() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_2e580(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_2e580() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_5288d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_5288d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_57062(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_57062() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_67bc1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_67bc1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_74bef(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_74bef() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_753d3(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_753d3() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_82a8a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_82a8a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_92e06(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_92e06() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_ad856(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_ad856() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_c47ee(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_c47ee() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_cb9cb(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_cb9cb() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_ef973(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_ef973() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_fe2bc(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_fe2bc() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_append_only_ff13b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_append_only_ff13b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_approved_by_as_many_as_needed_06ae5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_approved_by_as_many_as_needed_06ae5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF (SELECT count(*) FROM contracts_orderapproval WHERE order_id = NEW.id AND sent_at = NEW.submitted_at)
    < NEW.approvals_needed THEN
    RAISE EXCEPTION 'an order is approved by as many people as its policy asks for';
END IF;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_approved_content_stands_f8762(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_approved_content_stands_f8762() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_beginnings_follow_delete_4330e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_beginnings_follow_delete_4330e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    DELETE FROM catalog_namebeginning b USING gone e, catalogue_beginnings(e.name_key) k
WHERE (b.key, b.inside, b.rank, b.offering_id) = (k.key, k.inside, e.rank, e.offering_id); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_beginnings_follow_insert_c8df5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_beginnings_follow_insert_c8df5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    INSERT INTO catalog_namebeginning (key, inside, rank, offering_id)
SELECT b.key, b.inside, e.rank, e.offering_id FROM made e, catalogue_beginnings(e.name_key) b; RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_beginnings_follow_truncate_c71e7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_beginnings_follow_truncate_c71e7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    TRUNCATE catalog_namebeginning; RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_beginnings_follow_update_ba42c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_beginnings_follow_update_ba42c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    DELETE FROM catalog_namebeginning b USING gone e, catalogue_beginnings(e.name_key) k
WHERE (b.key, b.inside, b.rank, b.offering_id) = (k.key, k.inside, e.rank, e.offering_id) AND NOT EXISTS (SELECT FROM made o
    WHERE (o.offering_id, o.name_key, o.rank) = (e.offering_id, e.name_key, e.rank)); INSERT INTO catalog_namebeginning (key, inside, rank, offering_id)
SELECT b.key, b.inside, e.rank, e.offering_id FROM made e, catalogue_beginnings(e.name_key) b WHERE NOT EXISTS (SELECT FROM gone o
    WHERE (o.offering_id, o.name_key, o.rank) = (e.offering_id, e.name_key, e.rank)); RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_candidates_stand_3cd04(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_candidates_stand_3cd04() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_ceilings_hold_20aa9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_ceilings_hold_20aa9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF EXISTS (
    SELECT 1 FROM contracts_frameworklot AS lot JOIN contracts_framework AS framework ON framework.id = lot.framework_id
    WHERE lot.id = NEW.lot_id AND (
        NEW.amount + (SELECT coalesce(sum(amount), 0) FROM contracts_drawdown
            WHERE lot_id = lot.id AND released_at IS NULL) > lot.ceiling
        OR NEW.amount + (SELECT coalesce(sum(amount), 0) FROM contracts_drawdown AS drawn
            JOIN contracts_frameworklot AS other ON other.id = drawn.lot_id
            WHERE other.framework_id = framework.id AND drawn.released_at IS NULL) > framework.ceiling
    )
) THEN
    RAISE EXCEPTION 'a ceiling of the framework agreement is reached';
END IF;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_draw_downs_stay_e922b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_draw_downs_stay_e922b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_enacted_policy_stands_a95c1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_enacted_policy_stands_a95c1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_evidence_is_kept_7ff90(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_evidence_is_kept_7ff90() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_evidence_stays_as_given_57ba2(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_evidence_stays_as_given_57ba2() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_frozen_entries_6236e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_frozen_entries_6236e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.longlist_id ELSE NEW.longlist_id END) THEN RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_frozen_exclusions_fc762(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_frozen_exclusions_fc762() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = (SELECT longlist_id FROM catalog_longliststep WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.step_id ELSE NEW.step_id END)) THEN RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_frozen_longlist_stands_eca6b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_frozen_longlist_stands_eca6b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_frozen_steps_425ff(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_frozen_steps_425ff() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM catalog_longlist WHERE status <> 'draft' AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.longlist_id ELSE NEW.longlist_id END) THEN RAISE EXCEPTION 'a longlist that is frozen cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_longlist_entries_stand_dad93(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_longlist_entries_stand_dad93() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_longlist_exclusions_stand_c38db(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_longlist_exclusions_stand_c38db() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_longlist_steps_stand_1347e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_longlist_steps_stand_1347e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_longlists_stay_04443(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_longlists_stay_04443() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_minutes_stay_f3bce(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_minutes_stay_f3bce() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_23ebd(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_23ebd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_2ec0d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_2ec0d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_3b909(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_3b909() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_41f25(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_41f25() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_783f1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_783f1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_7a575(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_7a575() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_9726a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_9726a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_b91a7(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_b91a7() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_bfd75(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_bfd75() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_c220f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_c220f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_cb112(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_cb112() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_d1692(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_d1692() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_e1728(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_e1728() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_e717f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_e717f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_eccfe(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_eccfe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_no_truncate_fa05b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_no_truncate_fa05b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'this table is append-only';
                END;
            $$;


--
-- Name: pgtrigger_only_a_release_changes_it_3b46b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_only_a_release_changes_it_3b46b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_only_a_release_changes_minutes_08bbe(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_only_a_release_changes_minutes_08bbe() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_places_hold_ab12c(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_places_hold_ab12c() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF NEW.status IN ('registered', 'offered') AND EXISTS (
    SELECT 1 FROM rfp_forum AS forum WHERE forum.id = NEW.forum_id
    AND (SELECT count(*) FROM rfp_registration
         WHERE forum_id = NEW.forum_id AND way = NEW.way AND status IN ('registered', 'offered') AND id <> NEW.id)
        >= CASE NEW.way WHEN 'in_person' THEN forum.room_places ELSE forum.remote_places END
) THEN
    RAISE EXCEPTION 'every place of the forum is taken';
END IF;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_proposals_stay_6825b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_proposals_stay_6825b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_proposed_content_stands_827b0(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_proposed_content_stands_827b0() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_published_offerings_stay_4839d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_published_offerings_stay_4839d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_published_versions_stay_c0852(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_published_versions_stay_c0852() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_ready_counts_are_stale_4837e(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_ready_counts_are_stale_4837e() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    DELETE FROM catalog_readycounts; RETURN NULL;
                END;
            $$;


--
-- Name: pgtrigger_released_stands_3bee5(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_released_stands_3bee5() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF (OLD.status, OLD.words, OLD.answer) IS DISTINCT FROM (NEW.status, NEW.words, NEW.answer)
   AND EXISTS (SELECT 1 FROM rfp_forum WHERE id = NEW.forum_id AND release_at IS NOT NULL) THEN
    RAISE EXCEPTION 'questions and answers stand once their release is set';
END IF;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_shortlist_notes_stand_250f9(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_shortlist_notes_stand_250f9() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_signed_candidates_482ba(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_candidates_482ba() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM contracts_comparison WHERE status <> 'draft' AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.comparison_id ELSE NEW.comparison_id END) THEN RAISE EXCEPTION 'a comparison that is signed cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_comparison_stands_5539b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_comparison_stands_5539b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_signed_content_stands_00129(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_content_stands_00129() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF OLD.signed_at IS NULL THEN
    IF (to_jsonb(OLD) - ARRAY['status', 'signed_by_agency_at', 'signed_by_vendor_at', 'signed_at'])
       IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['status', 'signed_by_agency_at', 'signed_by_vendor_at', 'signed_at'])
       AND EXISTS (SELECT 1 FROM contracts_signature WHERE contract_id = OLD.id) THEN
        RAISE EXCEPTION 'what one side has signed cannot be changed; withdraw the contract';
    END IF;
    IF NEW.signed_at IS NOT NULL
       AND (SELECT count(DISTINCT side) FROM contracts_signature WHERE contract_id = OLD.id) < 2 THEN
        RAISE EXCEPTION 'a contract comes into force with the signatures of both sides';
    END IF;
    RETURN NEW;
END IF;
IF (to_jsonb(OLD) - ARRAY['status', 'value', 'ends_on', 'vendor_id', 'ended_at', 'renewal_refused_at'])
   IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['status', 'value', 'ends_on', 'vendor_id', 'ended_at', 'renewal_refused_at'])
THEN
    RAISE EXCEPTION 'a signed contract cannot be changed; amend it';
END IF;
IF (OLD.value, OLD.ends_on, OLD.vendor_id) IS DISTINCT FROM (NEW.value, NEW.ends_on, NEW.vendor_id) AND NOT EXISTS (
    SELECT 1 FROM contracts_amendment WHERE contract_id = NEW.id
    AND number = (SELECT max(number) FROM contracts_amendment WHERE contract_id = NEW.id)
    AND (value_before, value_after) = (OLD.value, NEW.value)
    AND (ends_on_before, ends_on_after) = (OLD.ends_on, NEW.ends_on)
    AND (coalesce(vendor_before_id, OLD.vendor_id), coalesce(vendor_after_id, OLD.vendor_id))
        = (OLD.vendor_id, NEW.vendor_id)
) THEN
    RAISE EXCEPTION 'value, end and vendor of a signed contract change by an amendment only';
END IF;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_signed_content_stands_eb0de(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_content_stands_eb0de() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE term text;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF NOT EXISTS (SELECT 1 FROM contracts_framework WHERE id = OLD.framework_id AND signed_at IS NOT NULL) THEN RETURN NEW; END IF;
IF (to_jsonb(OLD) - ARRAY['ceiling']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['ceiling']) THEN
    RAISE EXCEPTION 'a signed framework agreement cannot be changed; amend it';
END IF;

FOREACH term IN ARRAY ARRAY['ceiling'] LOOP
    IF to_jsonb(OLD) ->> term IS DISTINCT FROM to_jsonb(NEW) ->> term AND NOT EXISTS (
        SELECT 1 FROM contracts_amendedvalue AS changed
        JOIN contracts_frameworkamendment AS amendment ON amendment.id = changed.amendment_id
        WHERE amendment.framework_id = NEW.framework_id AND changed.lot_id IS NOT DISTINCT FROM NEW.id
        AND amendment.number = (SELECT max(number) FROM contracts_frameworkamendment WHERE framework_id = NEW.framework_id)
        AND (changed.field, changed.before, changed.after) = (term, to_jsonb(OLD) ->> term, to_jsonb(NEW) ->> term)
    ) THEN
        RAISE EXCEPTION 'the terms of a signed framework agreement change by an amendment only';
    END IF;
END LOOP;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_signed_content_stands_eec42(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_content_stands_eec42() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                DECLARE term text;
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF NOT OLD.signed_at IS NOT NULL THEN RETURN NEW; END IF;
IF (to_jsonb(OLD) - ARRAY['ceiling', 'last_order_on', 'ends_on', 'version']) IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['ceiling', 'last_order_on', 'ends_on', 'version']) THEN
    RAISE EXCEPTION 'a signed framework agreement cannot be changed; amend it';
END IF;

FOREACH term IN ARRAY ARRAY['ceiling', 'last_order_on', 'ends_on'] LOOP
    IF to_jsonb(OLD) ->> term IS DISTINCT FROM to_jsonb(NEW) ->> term AND NOT EXISTS (
        SELECT 1 FROM contracts_amendedvalue AS changed
        JOIN contracts_frameworkamendment AS amendment ON amendment.id = changed.amendment_id
        WHERE amendment.framework_id = NEW.id AND changed.lot_id IS NOT DISTINCT FROM NULL
        AND amendment.number = (SELECT max(number) FROM contracts_frameworkamendment WHERE framework_id = NEW.id)
        AND (changed.field, changed.before, changed.after) = (term, to_jsonb(OLD) ->> term, to_jsonb(NEW) ->> term)
    ) THEN
        RAISE EXCEPTION 'the terms of a signed framework agreement change by an amendment only';
    END IF;
END LOOP;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_signed_declarations_are_kept_c63d6(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_declarations_are_kept_c63d6() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_signed_declarations_stay_b6cdd(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_declarations_stay_b6cdd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_signed_judgements_2318f(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_judgements_2318f() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM contracts_comparison WHERE status <> 'draft' AND id = (SELECT comparison_id FROM contracts_candidate WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.candidate_id ELSE NEW.candidate_id END)) THEN RAISE EXCEPTION 'a comparison that is signed cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_lots_stay_be43d(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_lots_stay_be43d() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_framework WHERE id = OLD.framework_id AND signed_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed framework agreement cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_framework WHERE id = NEW.framework_id AND signed_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed framework agreement cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_options_stay_fc962(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_options_stay_fc962() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_contract AS contract WHERE contract.id = OLD.contract_id AND (contract.signed_at IS NOT NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))) THEN RAISE EXCEPTION 'the terms of a signed contract cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_contract AS contract WHERE contract.id = NEW.contract_id AND (contract.signed_at IS NOT NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))) THEN RAISE EXCEPTION 'the terms of a signed contract cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_stays_17dc4(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_stays_17dc4() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_signed_stays_5b35a(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_stays_5b35a() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_signed_terms_stand_14270(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_terms_stand_14270() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_frameworklot AS lot JOIN contracts_framework AS framework ON framework.id = lot.framework_id WHERE lot.id = OLD.lot_id AND framework.signed_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed framework agreement cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_frameworklot AS lot JOIN contracts_framework AS framework ON framework.id = lot.framework_id WHERE lot.id = NEW.lot_id AND framework.signed_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed framework agreement cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_terms_stand_7c774(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_terms_stand_7c774() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_policyband AS band JOIN contracts_buyingpolicy AS policy ON policy.id = band.policy_id WHERE band.id = OLD.band_id AND policy.enacted_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed buying policy cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_policyband AS band JOIN contracts_buyingpolicy AS policy ON policy.id = band.policy_id WHERE band.id = NEW.band_id AND policy.enacted_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed buying policy cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_terms_stand_95f96(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_terms_stand_95f96() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_servicelevelterm AS term JOIN contracts_contract AS contract ON contract.id = term.contract_id WHERE term.id = OLD.term_id AND (contract.signed_at IS NOT NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))) THEN RAISE EXCEPTION 'the terms of a signed contract cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_servicelevelterm AS term JOIN contracts_contract AS contract ON contract.id = term.contract_id WHERE term.id = NEW.term_id AND (contract.signed_at IS NOT NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))) THEN RAISE EXCEPTION 'the terms of a signed contract cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_terms_stand_987cd(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_terms_stand_987cd() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_framework WHERE id = OLD.framework_id AND signed_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed framework agreement cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_framework WHERE id = NEW.framework_id AND signed_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed framework agreement cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_terms_stand_cdf94(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_terms_stand_cdf94() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_buyingpolicy WHERE id = OLD.policy_id AND enacted_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed buying policy cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_buyingpolicy WHERE id = NEW.policy_id AND enacted_at IS NOT NULL) THEN RAISE EXCEPTION 'the terms of a signed buying policy cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_terms_stand_cf238(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_terms_stand_cf238() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM contracts_contract AS contract WHERE contract.id = OLD.contract_id AND (contract.signed_at IS NOT NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))) THEN RAISE EXCEPTION 'the terms of a signed contract cannot be changed'; END IF;
IF TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM contracts_contract AS contract WHERE contract.id = NEW.contract_id AND (contract.signed_at IS NOT NULL OR EXISTS (SELECT 1 FROM contracts_signature AS signed WHERE signed.contract_id = contract.id))) THEN RAISE EXCEPTION 'the terms of a signed contract cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signed_weights_7f657(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signed_weights_7f657() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM contracts_comparison WHERE status <> 'draft' AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.comparison_id ELSE NEW.comparison_id END) THEN RAISE EXCEPTION 'a comparison that is signed cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_signs_what_it_names_20d7b(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_signs_what_it_names_20d7b() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    
IF NOT EXISTS (
    SELECT 1 FROM contracts_contractversion AS version
    WHERE version.id = NEW.version_id AND version.contract_id = NEW.contract_id AND version.digest = NEW.digest
) THEN
    RAISE EXCEPTION 'a signature is under a version of its own contract, with the digest of that version';
END IF;
RETURN NEW;

                END;
            $$;


--
-- Name: pgtrigger_stated_funding_stands_0b820(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_stated_funding_stands_0b820() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: pgtrigger_submitted_funding_stands_f9cd1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_submitted_funding_stands_f9cd1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    IF EXISTS (SELECT 1 FROM contracts_order WHERE status NOT IN ('draft', 'returned') AND id = CASE WHEN TG_OP = 'DELETE' THEN OLD.order_id ELSE NEW.order_id END) THEN RAISE EXCEPTION 'the funding of a submitted order cannot be changed'; END IF;
IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW;
                END;
            $$;


--
-- Name: pgtrigger_what_is_compared_stands_754ab(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.pgtrigger_what_is_compared_stands_754ab() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
                
                BEGIN
                    IF ("public"._pgtrigger_should_ignore(TG_NAME) IS TRUE) THEN
                        IF (TG_OP = 'DELETE') THEN
                            RETURN OLD;
                        ELSE
                            RETURN NEW;
                        END IF;
                    END IF;
                    RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;
                END;
            $$;


--
-- Name: procrastinate_cancel_job_v1(bigint, boolean, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;


--
-- Name: procrastinate_defer_jobs_v1(public.procrastinate_job_to_defer_v1[]); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;


--
-- Name: procrastinate_defer_periodic_job_v2(character varying, character varying, character varying, character varying, integer, character varying, bigint, jsonb); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: procrastinate_jobs; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);


--
-- Name: procrastinate_fetch_job_v2(character varying[], bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;


--
-- Name: procrastinate_finish_job_v1(bigint, public.procrastinate_job_status, boolean); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_notify_queue_abort_job_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_notify_queue_job_inserted_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_prune_stalled_workers_v1(double precision); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_register_worker_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;


--
-- Name: procrastinate_retry_job_v1(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;


--
-- Name: procrastinate_retry_job_v2(bigint, timestamp with time zone, integer, character varying, character varying); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;


--
-- Name: procrastinate_trigger_abort_requested_events_procedure_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_scheduled_events_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_insert_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_trigger_function_status_events_update_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;


--
-- Name: procrastinate_unlink_periodic_defers_v1(); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;


--
-- Name: procrastinate_unregister_worker_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;


--
-- Name: procrastinate_update_heartbeat_v1(bigint); Type: FUNCTION; Schema: public; Owner: -
--

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;


--
-- Name: catalogue_stems; Type: TEXT SEARCH CONFIGURATION; Schema: public; Owner: -
--

CREATE TEXT SEARCH CONFIGURATION public.catalogue_stems (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR asciiword WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR word WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR hword_part WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR hword_asciipart WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR asciihword WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR hword WITH public.unaccent, english_stem;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_stems
    ADD MAPPING FOR uint WITH simple;


--
-- Name: catalogue_words; Type: TEXT SEARCH CONFIGURATION; Schema: public; Owner: -
--

CREATE TEXT SEARCH CONFIGURATION public.catalogue_words (
    PARSER = pg_catalog."default" );

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR asciiword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR word WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR numword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR email WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR url WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR host WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR sfloat WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR version WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR hword_numpart WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR hword_part WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR hword_asciipart WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR numhword WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR asciihword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR hword WITH public.unaccent, simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR url_path WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR file WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR "float" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR "int" WITH simple;

ALTER TEXT SEARCH CONFIGURATION public.catalogue_words
    ADD MAPPING FOR uint WITH simple;


--
-- Name: account_emailaddress; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: account_emailconfirmation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    email character varying(254) NOT NULL,
    name character varying(150) NOT NULL,
    title character varying(100) NOT NULL,
    time_zone character varying(64) NOT NULL,
    is_staff boolean NOT NULL,
    is_active boolean NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    CONSTRAINT address_is_in_small_letters CHECK (((email)::text = lower((email)::text)))
);


--
-- Name: accounts_user_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user_groups (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: accounts_user_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: accounts_user_user_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.accounts_user_user_permissions (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: accounts_user_user_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.accounts_user_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_user_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_auditevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_auditevent (
    id bigint NOT NULL,
    chain character varying(80) NOT NULL,
    number bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    action character varying(80) NOT NULL,
    actor_id bigint,
    actor_label character varying(200) NOT NULL,
    organisation_ids jsonb NOT NULL,
    object_type character varying(80) NOT NULL,
    object_id character varying(80) NOT NULL,
    object_label character varying(300) NOT NULL,
    data jsonb NOT NULL,
    request_id character varying(64) NOT NULL,
    address inet,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    CONSTRAINT audit_auditevent_number_check CHECK ((number >= 0))
);


--
-- Name: audit_auditevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit_auditevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_auditevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: audit_chainhead; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_chainhead (
    chain character varying(80) NOT NULL,
    number bigint NOT NULL,
    hash character varying(64) NOT NULL,
    CONSTRAINT audit_chainhead_number_check CHECK ((number >= 0))
);


--
-- Name: audit_checkpoint; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.audit_checkpoint (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    heads jsonb NOT NULL,
    signature character varying(128) NOT NULL,
    previous_signature character varying(128) NOT NULL
);


--
-- Name: audit_checkpoint_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.audit_checkpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.audit_checkpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);


--
-- Name: auth_group_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_group_permissions; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: auth_permission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_admission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_admission (
    id bigint NOT NULL,
    status character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(2000) NOT NULL,
    told_in_force boolean NOT NULL,
    asked_by_id bigint,
    decided_by_id bigint,
    lot_id character varying(20) NOT NULL,
    vendor_id bigint NOT NULL,
    CONSTRAINT decided_admission_says_when_and_why CHECK ((((decided_at IS NULL) AND ((status)::text = 'asked'::text)) OR ((NOT ((status)::text = 'asked'::text)) AND (decided_at IS NOT NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT the_states_own_lot_admits_nobody CHECK ((NOT ((lot_id)::text = 'state-services'::text)))
);


--
-- Name: catalog_admission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_admission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_admission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_agencyuse; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_agencyuse (
    id bigint NOT NULL,
    kind character varying(7) NOT NULL,
    ato_on date,
    expires_on date,
    agency_id bigint NOT NULL,
    offering_id bigint NOT NULL
);


--
-- Name: catalog_agencyuse_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_agencyuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_agencyuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_assessor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_assessor (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    accredited_on date
);


--
-- Name: catalog_assessor_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_assessor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_assessor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_cataloguereview; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_cataloguereview (
    task_ptr_id integer NOT NULL
);


--
-- Name: catalog_declaration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_declaration (
    id bigint NOT NULL,
    answers jsonb NOT NULL,
    confirmed_sections character varying(60)[] NOT NULL,
    status character varying(9) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    signed_at timestamp with time zone,
    decided_at timestamp with time zone,
    reason character varying(2000) NOT NULL,
    valid_until timestamp with time zone,
    decided_by_id bigint,
    question_set_version_id bigint NOT NULL,
    signed_by_id bigint,
    vendor_id bigint NOT NULL,
    CONSTRAINT accepted_declaration_has_an_end CHECK (((((status)::text = 'passed'::text) AND (valid_until > signed_at)) OR ((NOT ((status)::text = 'passed'::text)) AND (valid_until IS NULL)))),
    CONSTRAINT decided_declaration_says_when_and_why CHECK ((((decided_at IS NOT NULL) AND ((status)::text = ANY ((ARRAY['passed'::character varying, 'failed'::character varying])::text[])) AND (NOT ((reason)::text = ''::text))) OR ((decided_at IS NULL) AND ((status)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying])::text[]))))),
    CONSTRAINT declaration_is_signed_once_it_is_sent CHECK ((((signed_at IS NULL) AND ((status)::text = 'draft'::text)) OR ((NOT ((status)::text = 'draft'::text)) AND (signed_at IS NOT NULL) AND (signed_by_id IS NOT NULL))))
);


--
-- Name: catalog_declaration_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_declaration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_declaration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_evidencefile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_evidencefile (
    id uuid NOT NULL,
    name character varying(150) NOT NULL,
    suffix character varying(5) NOT NULL,
    file character varying(200) NOT NULL,
    size integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    expires_on date,
    added_at timestamp with time zone NOT NULL,
    verified_at timestamp with time zone,
    added_by_id bigint,
    organisation_id bigint NOT NULL,
    verified_by_id bigint,
    CONSTRAINT a_badge_names_who_gave_it CHECK (((verified_at IS NULL) OR (verified_by_id IS NOT NULL))),
    CONSTRAINT catalog_evidencefile_size_check CHECK ((size >= 0))
);


--
-- Name: catalog_lapsenotice; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_lapsenotice (
    id bigint NOT NULL,
    days_before smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    declaration_id bigint NOT NULL,
    document_id uuid,
    CONSTRAINT catalog_lapsenotice_days_before_check CHECK ((days_before >= 0))
);


--
-- Name: catalog_lapsenotice_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_lapsenotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_lapsenotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_longlist; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_longlist (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    title character varying(120) NOT NULL,
    query text NOT NULL,
    query_words jsonb NOT NULL,
    engine character varying(40) NOT NULL,
    found integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    status character varying(10) NOT NULL,
    frozen_at timestamp with time zone,
    digest character varying(64) NOT NULL,
    frozen_by_id bigint,
    opened_by_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    supersedes_id bigint,
    CONSTRAINT catalog_longlist_found_check CHECK ((found >= 0)),
    CONSTRAINT frozen_longlist_names_who_when_and_its_digest CHECK (((((digest)::text = ''::text) AND (frozen_at IS NULL) AND (frozen_by_id IS NULL) AND ((status)::text = 'draft'::text)) OR ((frozen_at >= opened_at) AND (frozen_by_id IS NOT NULL) AND (NOT ((status)::text = 'draft'::text)) AND (NOT ((digest)::text = ''::text))))),
    CONSTRAINT longlist_has_a_title CHECK ((NOT ((title)::text = ''::text)))
);


--
-- Name: catalog_longlist_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_longlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_longlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_longlistentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_longlistentry (
    id bigint NOT NULL,
    place integer NOT NULL,
    content jsonb,
    content_digest character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    beside jsonb NOT NULL,
    facts jsonb NOT NULL,
    longlist_id bigint NOT NULL,
    offering_id bigint NOT NULL,
    revision_id integer,
    CONSTRAINT catalog_longlistentry_place_check CHECK ((place >= 0)),
    CONSTRAINT longlist_entry_pins_one_version CHECK ((((content IS NOT NULL) AND (revision_id IS NULL)) OR ((content IS NULL) AND (revision_id IS NOT NULL))))
);


--
-- Name: catalog_longlistentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_longlistentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_longlistentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_longlistexclusion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_longlistexclusion (
    id bigint NOT NULL,
    because character varying(300) NOT NULL,
    entry_id bigint NOT NULL,
    step_id bigint NOT NULL
);


--
-- Name: catalog_longlistexclusion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_longlistexclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_longlistexclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_longliststep; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_longliststep (
    id bigint NOT NULL,
    number smallint NOT NULL,
    criterion jsonb NOT NULL,
    words text NOT NULL,
    reason text NOT NULL,
    before integer NOT NULL,
    after integer NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    longlist_id bigint NOT NULL,
    CONSTRAINT catalog_longliststep_after_check CHECK ((after >= 0)),
    CONSTRAINT catalog_longliststep_before_check CHECK ((before >= 0)),
    CONSTRAINT catalog_longliststep_number_check CHECK ((number >= 0)),
    CONSTRAINT longlist_step_has_a_reason CHECK ((NOT (reason = ''::text))),
    CONSTRAINT longlist_step_leaves_something CHECK (((after > 0) AND (after <= before)))
);


--
-- Name: catalog_longliststep_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_longliststep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_longliststep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_lot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_lot (
    code character varying(20) NOT NULL,
    name character varying(80) NOT NULL,
    description character varying(400) NOT NULL,
    sort_order smallint NOT NULL,
    CONSTRAINT catalog_lot_sort_order_check CHECK ((sort_order >= 0))
);


--
-- Name: catalog_namebeginning; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_namebeginning (
    key character varying(40) NOT NULL COLLATE pg_catalog."C",
    inside boolean NOT NULL,
    rank smallint NOT NULL,
    offering_id bigint NOT NULL
);


--
-- Name: catalog_offeredservicelevel; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_offeredservicelevel (
    id bigint NOT NULL,
    sort_order integer,
    code character varying(40) NOT NULL,
    title character varying(100) NOT NULL,
    target numeric(7,4) NOT NULL,
    convention character varying(1) NOT NULL,
    within_minutes integer,
    minimum_outage_minutes integer NOT NULL,
    degraded_counts_as_down boolean NOT NULL,
    credit_template character varying(60) NOT NULL,
    credit_cap_percent numeric(5,2),
    offering_id bigint NOT NULL,
    CONSTRAINT catalog_offeredservicelevel_minimum_outage_minutes_check CHECK ((minimum_outage_minutes >= 0)),
    CONSTRAINT catalog_offeredservicelevel_within_minutes_check CHECK ((within_minutes >= 0)),
    CONSTRAINT target_is_a_percentage CHECK (((target >= (0)::numeric) AND (target <= (100)::numeric)))
);


--
-- Name: catalog_offeredservicelevel_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_offeredservicelevel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_offeredservicelevel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_offering; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_offering (
    id bigint NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    first_published_at timestamp with time zone,
    last_published_at timestamp with time zone,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    locked boolean NOT NULL,
    locked_at timestamp with time zone,
    slug character varying(120) NOT NULL,
    name character varying(200) NOT NULL,
    sort_name character varying(200) NOT NULL,
    summary character varying(300) NOT NULL,
    description text NOT NULL,
    service_models character varying(8)[] NOT NULL,
    deployment character varying(30) NOT NULL,
    impact_level character varying(12) NOT NULL,
    certification character varying(20) NOT NULL,
    authorisation_path character varying(8) NOT NULL,
    ready_on date,
    authorised_on date,
    authorised_until date,
    annual_assessment character varying(5) NOT NULL,
    data_location character varying(200) NOT NULL,
    support_hours character varying(200) NOT NULL,
    support_channels character varying(200) NOT NULL,
    exit_terms text NOT NULL,
    open_api boolean,
    sign_in character varying(200) NOT NULL,
    website character varying(300) NOT NULL,
    delivery_mode character varying(8) NOT NULL,
    on_standard_terms boolean NOT NULL,
    no_service_level_promised boolean NOT NULL,
    prices_from date,
    prices_until date,
    source character varying(20) NOT NULL,
    source_id character varying(60) NOT NULL,
    invented boolean NOT NULL,
    assessor_id bigint,
    latest_revision_id integer,
    live_revision_id integer,
    locked_by_id bigint,
    vendor_id bigint NOT NULL,
    vendor_code character varying(60) NOT NULL,
    answers jsonb NOT NULL,
    question_set_version_id bigint,
    CONSTRAINT offering_has_a_service_model CHECK ((
CASE
    WHEN (service_models IS NULL) THEN NULL::integer
    ELSE COALESCE(array_length(service_models, 1), 0)
END > 0)),
    CONSTRAINT offering_prices_end_after_they_start CHECK (((prices_until IS NULL) OR (prices_until >= prices_from))),
    CONSTRAINT offering_slug_is_no_word_of_addresses CHECK ((NOT ((slug)::text = ANY ((ARRAY['compare'::character varying, 'export'::character varying, 'feed'::character varying, 'new'::character varying, 'search'::character varying, 'suggest'::character varying, 'suggestions'::character varying, 'values'::character varying])::text[])))),
    CONSTRAINT orderable_offering_says_where_data_is_and_how_to_leave CHECK (((NOT (live AND on_standard_terms)) OR ((NOT ((data_location)::text = ''::text)) AND (NOT (exit_terms = ''::text)))))
);


--
-- Name: catalog_offering_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_offering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_offering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_offering_topics; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_offering_topics (
    id bigint NOT NULL,
    offering_id bigint NOT NULL,
    topic_id bigint NOT NULL
);


--
-- Name: catalog_offering_topics_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_offering_topics ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_offering_topics_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_offeringchange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_offeringchange (
    id bigint NOT NULL,
    offering_id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    drained_at timestamp with time zone
);


--
-- Name: catalog_offeringchange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_offeringchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_offeringchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_offeringfacts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_offeringfacts (
    id bigint NOT NULL,
    used_by_count integer NOT NULL,
    measured_availability numeric(9,6),
    measured_coverage numeric(9,6),
    measured_from timestamp with time zone,
    measured_to timestamp with time zone,
    measured_by character varying(200) NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    offering_id bigint NOT NULL,
    under_contract_count integer NOT NULL,
    CONSTRAINT catalog_offeringfacts_under_contract_count_check CHECK ((under_contract_count >= 0)),
    CONSTRAINT catalog_offeringfacts_used_by_count_check CHECK ((used_by_count >= 0)),
    CONSTRAINT measured_availability_is_a_percentage_of_a_window CHECK (((measured_availability IS NULL) OR (((measured_availability >= (0)::numeric) AND (measured_availability <= (100)::numeric)) AND (measured_from IS NOT NULL) AND (measured_to IS NOT NULL))))
);


--
-- Name: catalog_offeringfacts_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_offeringfacts ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_offeringfacts_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_offeringupload; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_offeringupload (
    id bigint NOT NULL,
    status character varying(8) NOT NULL,
    file_name character varying(200) NOT NULL,
    path character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size integer NOT NULL,
    refusal character varying(500) NOT NULL,
    submits boolean NOT NULL,
    row_count integer NOT NULL,
    rows_done integer NOT NULL,
    created_count integer NOT NULL,
    changed_count integer NOT NULL,
    same_count integer NOT NULL,
    submitted_count integer NOT NULL,
    faulty_count integer NOT NULL,
    faults jsonb NOT NULL,
    notes jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    checked_at timestamp with time zone,
    applied_at timestamp with time zone,
    applied_by_id bigint,
    sent_by_id bigint NOT NULL,
    vendor_id bigint NOT NULL,
    CONSTRAINT catalog_offeringupload_changed_count_check CHECK ((changed_count >= 0)),
    CONSTRAINT catalog_offeringupload_created_count_check CHECK ((created_count >= 0)),
    CONSTRAINT catalog_offeringupload_faulty_count_check CHECK ((faulty_count >= 0)),
    CONSTRAINT catalog_offeringupload_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT catalog_offeringupload_rows_done_check CHECK ((rows_done >= 0)),
    CONSTRAINT catalog_offeringupload_same_count_check CHECK ((same_count >= 0)),
    CONSTRAINT catalog_offeringupload_size_check CHECK ((size >= 0)),
    CONSTRAINT catalog_offeringupload_submitted_count_check CHECK ((submitted_count >= 0)),
    CONSTRAINT upload_does_its_rows_once CHECK ((rows_done <= row_count)),
    CONSTRAINT upload_taken_in_has_somebody_who_asked CHECK (((NOT ((status)::text = ANY ((ARRAY['applying'::character varying, 'applied'::character varying])::text[]))) OR (applied_by_id IS NOT NULL)))
);


--
-- Name: catalog_offeringupload_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_offeringupload ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_offeringupload_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_plan; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_plan (
    id bigint NOT NULL,
    sort_order integer,
    code uuid NOT NULL,
    name character varying(100) NOT NULL,
    includes character varying(300) NOT NULL,
    unit character varying(60) NOT NULL,
    price numeric(14,2) NOT NULL,
    currency character varying(3) NOT NULL,
    "interval" character varying(5) NOT NULL,
    minimum_term_months smallint NOT NULL,
    included_quantity integer NOT NULL,
    setup_charge numeric(14,2) NOT NULL,
    data_move_charge numeric(14,2) NOT NULL,
    support_per_year numeric(14,2) NOT NULL,
    tiers jsonb NOT NULL,
    offering_id bigint NOT NULL,
    discounts jsonb NOT NULL,
    price_changes jsonb NOT NULL,
    usage_charges jsonb NOT NULL,
    CONSTRAINT catalog_plan_included_quantity_check CHECK ((included_quantity >= 0)),
    CONSTRAINT catalog_plan_minimum_term_months_check CHECK ((minimum_term_months >= 0)),
    CONSTRAINT plan_has_a_minimum_term CHECK ((minimum_term_months > 0)),
    CONSTRAINT plan_includes_zero_or_more CHECK ((included_quantity >= 0)),
    CONSTRAINT plan_prices_are_not_negative CHECK (((data_move_charge >= (0)::numeric) AND (price >= (0)::numeric) AND (setup_charge >= (0)::numeric) AND (support_per_year >= (0)::numeric)))
);


--
-- Name: catalog_plan_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_plan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_plan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_questionset; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_questionset (
    id bigint NOT NULL,
    purpose character varying(11) NOT NULL,
    title character varying(120) NOT NULL,
    lot_id character varying(20)
);


--
-- Name: catalog_questionset_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_questionset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_questionset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_questionsetversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_questionsetversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    content jsonb NOT NULL,
    published_at timestamp with time zone,
    question_set_id bigint NOT NULL,
    CONSTRAINT catalog_questionsetversion_number_check CHECK ((number >= 0)),
    CONSTRAINT versions_count_from_one CHECK ((number > 0))
);


--
-- Name: catalog_questionsetversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_questionsetversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_questionsetversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_readycounts; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_readycounts (
    registry character varying(16) NOT NULL,
    found jsonb NOT NULL,
    topics jsonb NOT NULL,
    vendors jsonb NOT NULL,
    marks jsonb NOT NULL
);


--
-- Name: catalog_readypage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_readypage (
    offering_id bigint NOT NULL,
    version character varying(32) NOT NULL,
    html text NOT NULL,
    drawn_on date DEFAULT statement_timestamp() NOT NULL
);


--
-- Name: catalog_reviewremark; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_reviewremark (
    id bigint NOT NULL,
    section character varying(8) NOT NULL,
    words text NOT NULL,
    offering_id bigint NOT NULL,
    task_state_id integer NOT NULL,
    CONSTRAINT a_remark_has_words CHECK ((NOT (words = ''::text)))
);


--
-- Name: catalog_reviewremark_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_reviewremark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_reviewremark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_savedsearch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_savedsearch (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    query text NOT NULL,
    frequency character varying(7) NOT NULL,
    as_member boolean NOT NULL,
    ended_because character varying(200) NOT NULL,
    feed_token character varying(64),
    created_at timestamp with time zone NOT NULL,
    looked_at timestamp with time zone,
    removed_at timestamp with time zone,
    user_id bigint NOT NULL,
    CONSTRAINT ended_alerts_are_no_longer_sent CHECK ((((ended_because)::text = ''::text) OR ((frequency)::text = 'none'::text))),
    CONSTRAINT saved_search_has_a_name CHECK ((NOT ((name)::text = ''::text)))
);


--
-- Name: catalog_savedsearch_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_savedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_savedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_savedsearchhit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_savedsearchhit (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    at_start boolean NOT NULL,
    told_at timestamp with time zone,
    offering_id bigint NOT NULL,
    search_id bigint NOT NULL,
    CONSTRAINT what_fitted_at_start_is_no_news CHECK (((NOT at_start) OR (told_at IS NOT NULL)))
);


--
-- Name: catalog_savedsearchhit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_savedsearchhit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_savedsearchhit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_searchentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_searchentry (
    offering_id bigint NOT NULL,
    rank smallint NOT NULL,
    bits bigint NOT NULL,
    vendor_id bigint NOT NULL,
    topic_ids bigint[] NOT NULL,
    name_key character varying(200) NOT NULL,
    month_price numeric(16,4),
    used_by_count integer NOT NULL,
    newest_on date,
    title tsvector NOT NULL,
    everything tsvector NOT NULL,
    html text NOT NULL,
    CONSTRAINT catalog_searchentry_used_by_count_check CHECK ((used_by_count >= 0))
)
WITH (toast_tuple_target='512');
ALTER TABLE ONLY public.catalog_searchentry ALTER COLUMN title SET STORAGE MAIN;
ALTER TABLE ONLY public.catalog_searchentry ALTER COLUMN everything SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.catalog_searchentry ALTER COLUMN html SET STORAGE EXTERNAL;


--
-- Name: catalog_searchword; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_searchword (
    word character varying(40) NOT NULL,
    entries integer NOT NULL,
    stem character varying(40) NOT NULL,
    CONSTRAINT catalog_searchword_entries_check CHECK ((entries >= 0))
);


--
-- Name: catalog_shortlist; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_shortlist (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    title character varying(120) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    opened_by_id bigint NOT NULL,
    CONSTRAINT shortlist_has_a_title CHECK ((NOT ((title)::text = ''::text)))
);


--
-- Name: catalog_shortlist_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_shortlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_shortlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_shortlistentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_shortlistentry (
    id bigint NOT NULL,
    offering_name character varying(200) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    added_by_id bigint NOT NULL,
    offering_id bigint NOT NULL,
    removed_by_id bigint,
    shortlist_id bigint NOT NULL,
    CONSTRAINT removed_entry_names_who_and_when CHECK ((((removed_at IS NULL) AND (removed_by_id IS NULL)) OR ((removed_at >= added_at) AND (removed_by_id IS NOT NULL))))
);


--
-- Name: catalog_shortlistentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_shortlistentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_shortlistentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_shortlistnote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_shortlistnote (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT shortlist_note_says_something CHECK ((NOT (text = ''::text)))
);


--
-- Name: catalog_shortlistnote_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_shortlistnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_shortlistnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_topic; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_topic (
    id bigint NOT NULL,
    slug character varying(80) NOT NULL,
    name character varying(80) NOT NULL
);


--
-- Name: catalog_topic_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_unsavedentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_unsavedentry (
    id bigint NOT NULL,
    part character varying(80) NOT NULL,
    typed jsonb NOT NULL,
    revision_id bigint,
    updated_at timestamp with time zone NOT NULL,
    offering_id bigint NOT NULL,
    person_id bigint NOT NULL
);


--
-- Name: catalog_unsavedentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_unsavedentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_unsavedentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: catalog_wordinglist; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.catalog_wordinglist (
    id bigint NOT NULL,
    wordings character varying(60)[] NOT NULL,
    keys character varying(60)[] NOT NULL
);


--
-- Name: catalog_wordinglist_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.catalog_wordinglist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_wordinglist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: cms_guidanceindexpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cms_guidanceindexpage (
    page_ptr_id integer NOT NULL,
    lead text NOT NULL
);


--
-- Name: cms_guidancepage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cms_guidancepage (
    page_ptr_id integer NOT NULL,
    reader character varying(7) NOT NULL,
    lead text NOT NULL,
    body jsonb NOT NULL
);


--
-- Name: cms_homepage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cms_homepage (
    page_ptr_id integer NOT NULL,
    heading character varying(120) NOT NULL,
    lead text NOT NULL,
    often_searched jsonb NOT NULL,
    roles jsonb NOT NULL
);


--
-- Name: cms_newsindexpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cms_newsindexpage (
    page_ptr_id integer NOT NULL
);


--
-- Name: cms_newspage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.cms_newspage (
    page_ptr_id integer NOT NULL,
    published_on date NOT NULL,
    lead text NOT NULL,
    body jsonb NOT NULL
);


--
-- Name: contracts_amendedvalue; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_amendedvalue (
    id bigint NOT NULL,
    field character varying(20) NOT NULL,
    before character varying(40) NOT NULL,
    after character varying(40) NOT NULL,
    amendment_id bigint NOT NULL,
    lot_id bigint
);


--
-- Name: contracts_amendedvalue_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_amendedvalue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_amendedvalue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_amendment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_amendment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    rationale character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by character varying(200) NOT NULL,
    value_before numeric(14,2) NOT NULL,
    value_after numeric(14,2) NOT NULL,
    ends_on_before date NOT NULL,
    ends_on_after date NOT NULL,
    contract_id bigint NOT NULL,
    grounds character varying(10) NOT NULL,
    vendor_after_id bigint,
    vendor_before_id bigint,
    CONSTRAINT a_novation_names_both_vendors CHECK (((((grounds)::text = 'novation'::text) AND (vendor_after_id IS NOT NULL) AND (NOT ((vendor_after_id = vendor_before_id) AND (vendor_after_id IS NOT NULL) AND (vendor_before_id IS NOT NULL)))) OR ((NOT ((grounds)::text = 'novation'::text)) AND (vendor_after_id IS NULL) AND (vendor_before_id IS NULL)))),
    CONSTRAINT contracts_amendment_number_check CHECK ((number >= 0))
);


--
-- Name: contracts_amendment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_amendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_amendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_amendmentproposal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_amendmentproposal (
    id bigint NOT NULL,
    grounds character varying(10) NOT NULL,
    rationale character varying(500) NOT NULL,
    value_before numeric(14,2) NOT NULL,
    value_after numeric(14,2) NOT NULL,
    ends_on_before date NOT NULL,
    ends_on_after date NOT NULL,
    status character varying(9) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    closed_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    agreed_by_id bigint,
    agreed_for_id bigint NOT NULL,
    amendment_id bigint,
    approved_by_id bigint,
    contract_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    vendor_after_id bigint,
    vendor_before_id bigint,
    CONSTRAINT amendment_in_force_is_agreed CHECK (((NOT ((status)::text = 'in_force'::text)) OR ((agreed_by_id IS NOT NULL) AND (amendment_id IS NOT NULL)))),
    CONSTRAINT amendment_past_approval_says_by_whom CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'in_force'::character varying])::text[]))) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT nobody_approves_their_own_amendment CHECK (((approved_by_id IS NULL) OR (NOT ((approved_by_id = proposed_by_id) AND (approved_by_id IS NOT NULL)))))
);


--
-- Name: contracts_amendmentproposal_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_amendmentproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_amendmentproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_buyingpolicy; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_buyingpolicy (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    summary character varying(500) NOT NULL,
    currency character varying(3) NOT NULL,
    holds_from date NOT NULL,
    status character varying(7) NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    enacted_at timestamp with time zone,
    drafted_by_id bigint NOT NULL,
    enacted_by_id bigint,
    CONSTRAINT contracts_buyingpolicy_version_check CHECK ((version >= 0)),
    CONSTRAINT nobody_enacts_the_policy_they_drafted CHECK (((enacted_by_id IS NULL) OR (NOT ((enacted_by_id = drafted_by_id) AND (enacted_by_id IS NOT NULL))))),
    CONSTRAINT policy_in_force_says_by_whom_and_when CHECK ((((enacted_at IS NULL) AND (enacted_by_id IS NULL) AND ((status)::text = 'draft'::text)) OR ((enacted_at IS NOT NULL) AND (enacted_by_id IS NOT NULL) AND ((status)::text = 'enacted'::text)))),
    CONSTRAINT policy_says_what_it_changes CHECK ((NOT ((summary)::text = ''::text)))
);


--
-- Name: contracts_buyingpolicy_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_buyingpolicy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_buyingpolicy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_candidate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_candidate (
    id bigint NOT NULL,
    place smallint NOT NULL,
    content_digest character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    vendor_name character varying(200) NOT NULL,
    plan_code uuid NOT NULL,
    plan_name character varying(100) NOT NULL,
    cost numeric(14,2) NOT NULL,
    facts jsonb NOT NULL,
    offering_id bigint NOT NULL,
    revision_id integer NOT NULL,
    comparison_id bigint NOT NULL,
    CONSTRAINT contracts_candidate_place_check CHECK ((place >= 0))
);


--
-- Name: contracts_candidate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_candidate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_candidate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_case; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_case (
    id bigint NOT NULL,
    number character varying(60) NOT NULL,
    subject character varying(200) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    term_id bigint NOT NULL
);


--
-- Name: contracts_case_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_clockevent; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_clockevent (
    id bigint NOT NULL,
    step character varying(7) NOT NULL,
    at timestamp with time zone NOT NULL,
    reason character varying(11) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by character varying(200) NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT a_pause_names_its_reason CHECK (((((step)::text = 'paused'::text) AND (NOT ((reason)::text = ''::text))) OR ((NOT ((step)::text = 'paused'::text)) AND ((reason)::text = ''::text)))),
    CONSTRAINT clock_events_have_happened CHECK ((recorded_at >= at))
);


--
-- Name: contracts_clockevent_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_clockevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_clockevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_comparison; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_comparison (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    title character varying(120) NOT NULL,
    source character varying(200) NOT NULL,
    quantity integer NOT NULL,
    months smallint NOT NULL,
    currency character varying(3) NOT NULL,
    left_out jsonb NOT NULL,
    priced_on date NOT NULL,
    status character varying(6) NOT NULL,
    version integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    reason text NOT NULL,
    signed_at timestamp with time zone,
    digest character varying(64) NOT NULL,
    agency_id bigint NOT NULL,
    lot_id bigint,
    opened_by_id bigint NOT NULL,
    signed_by_id bigint,
    winner_id bigint,
    CONSTRAINT comparison_has_a_title CHECK ((NOT ((title)::text = ''::text))),
    CONSTRAINT comparison_has_quantity_and_term CHECK (((months > 0) AND (quantity > 0))),
    CONSTRAINT contracts_comparison_months_check CHECK ((months >= 0)),
    CONSTRAINT contracts_comparison_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT contracts_comparison_version_check CHECK ((version >= 0)),
    CONSTRAINT signed_comparison_names_its_winner CHECK (((((digest)::text = ''::text) AND (signed_at IS NULL) AND ((status)::text = 'draft'::text) AND (winner_id IS NULL)) OR ((signed_at >= opened_at) AND (signed_by_id IS NOT NULL) AND ((status)::text = 'signed'::text) AND (winner_id IS NOT NULL) AND (NOT ((digest)::text = ''::text)) AND (NOT (reason = ''::text)))))
);


--
-- Name: contracts_comparison_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_comparison ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_comparison_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_contract; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_contract (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    ocid character varying(60) NOT NULL,
    title character varying(200) NOT NULL,
    delivery_mode character varying(8) NOT NULL,
    time_zone character varying(64) NOT NULL,
    currency character varying(3) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    value numeric(14,2) NOT NULL,
    status character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    signed_by_agency_at timestamp with time zone,
    signed_by_vendor_at timestamp with time zone,
    signed_at timestamp with time zone,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    broker_id bigint,
    offering_id bigint,
    offering_revision_id integer,
    vendor_id bigint NOT NULL,
    misses_combine character varying(7) NOT NULL,
    change_limit_percent numeric(5,2) NOT NULL,
    drawn_up_by_id bigint,
    refuse_days smallint,
    renewal_refused_at timestamp with time zone,
    renews_for_months smallint,
    CONSTRAINT a_renewal_by_itself_can_be_refused CHECK ((((refuse_days IS NULL) AND (renews_for_months IS NULL)) OR ((refuse_days > 0) AND (renews_for_months > 0)))),
    CONSTRAINT contract_ends_after_its_start CHECK ((ends_on > starts_on)),
    CONSTRAINT contract_in_force_is_signed CHECK ((((signed_at IS NULL) AND ((status)::text = ANY ((ARRAY['draft'::character varying, 'signing'::character varying, 'withdrawn'::character varying])::text[]))) OR (signed_at IS NOT NULL))),
    CONSTRAINT contract_is_signed_by_both_sides CHECK (((signed_at IS NULL) OR ((signed_by_agency_at IS NOT NULL) AND (signed_by_vendor_at IS NOT NULL)))),
    CONSTRAINT contracts_contract_refuse_days_check CHECK ((refuse_days >= 0)),
    CONSTRAINT contracts_contract_renews_for_months_check CHECK ((renews_for_months >= 0)),
    CONSTRAINT unbrokered_contract_has_broker CHECK ((((delivery_mode)::text = 'brokered'::text) OR (broker_id IS NOT NULL)))
);


--
-- Name: contracts_contract_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_contract ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contract_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_contractversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_contractversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    contract_id bigint NOT NULL,
    CONSTRAINT contracts_contractversion_number_check CHECK ((number >= 0)),
    CONSTRAINT version_has_the_digest_of_its_content CHECK (((digest)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
);


--
-- Name: contracts_contractversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_contractversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_contractversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_credittier; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_credittier (
    id bigint NOT NULL,
    upper_exclusive numeric(7,4) NOT NULL,
    lower_inclusive numeric(7,4) NOT NULL,
    percent numeric(7,4) NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT tier_is_not_empty CHECK ((upper_exclusive > lower_inclusive))
);


--
-- Name: contracts_credittier_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_credittier ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_credittier_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_dispute; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_dispute (
    id bigint NOT NULL,
    status character varying(9) NOT NULL,
    reason character varying(2000) NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    closing_reason character varying(2000) NOT NULL,
    organisation_id bigint NOT NULL,
    raised_by_id bigint NOT NULL,
    result_id bigint NOT NULL,
    CONSTRAINT closed_dispute_says_when CHECK ((((closed_at IS NULL) AND ((status)::text = 'open'::text)) OR ((closed_at IS NOT NULL) AND (NOT ((status)::text = 'open'::text)))))
);


--
-- Name: contracts_dispute_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_drawdown; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_drawdown (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    amount numeric(14,2) NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    agency_id bigint NOT NULL,
    lot_id bigint NOT NULL,
    vendor_id bigint NOT NULL,
    CONSTRAINT draw_down_is_released_after_it_was_made CHECK (((released_at IS NULL) OR (released_at >= drawn_at)))
);


--
-- Name: contracts_drawdown_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_drawdown ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_drawdown_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_evidencebatch; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_evidencebatch (
    id bigint NOT NULL,
    source character varying(200) NOT NULL,
    first_at timestamp with time zone NOT NULL,
    last_at timestamp with time zone NOT NULL,
    rows integer NOT NULL,
    sha256 character varying(64) NOT NULL,
    path character varying(300) NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    loaded_by character varying(200) NOT NULL,
    measured_by_id bigint,
    term_id bigint NOT NULL,
    CONSTRAINT batch_ends_after_its_start CHECK ((last_at >= first_at)),
    CONSTRAINT batch_has_rows CHECK ((rows > 0)),
    CONSTRAINT contracts_evidencebatch_rows_check CHECK ((rows >= 0))
);


--
-- Name: contracts_evidencebatch_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_evidencebatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_evidencebatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_exclusion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_exclusion (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    kind character varying(13) NOT NULL,
    status character varying(9) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason character varying(500) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    decision_reason character varying(500) NOT NULL,
    decided_by_id bigint,
    requested_by_id bigint NOT NULL,
    term_id bigint NOT NULL,
    CONSTRAINT decided_exclusion_names_who_and_when CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((status)::text = 'requested'::text)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (NOT ((status)::text = 'requested'::text))))),
    CONSTRAINT exclusion_ends_after_its_start CHECK ((ends_at > starts_at)),
    CONSTRAINT maintenance_is_approved_before_it_starts CHECK (((NOT (((kind)::text = 'maintenance'::text) AND ((status)::text = 'approved'::text))) OR (decided_at < starts_at))),
    CONSTRAINT nobody_decides_their_own_exclusion CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = requested_by_id) AND (decided_by_id IS NOT NULL)))))
);


--
-- Name: contracts_exclusion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_exclusion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_exclusion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_extensionoption; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_extensionoption (
    id bigint NOT NULL,
    number smallint NOT NULL,
    ends_on date NOT NULL,
    value_added numeric(14,2) NOT NULL,
    exercise_by date NOT NULL,
    exercised_at timestamp with time zone,
    contract_id bigint NOT NULL,
    exercised_by_id bigint,
    CONSTRAINT contracts_extensionoption_number_check CHECK ((number >= 0)),
    CONSTRAINT exercised_option_says_by_whom CHECK ((((exercised_at IS NULL) AND (exercised_by_id IS NULL)) OR ((exercised_at IS NOT NULL) AND (exercised_by_id IS NOT NULL))))
);


--
-- Name: contracts_extensionoption_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_extensionoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_extensionoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_framework; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_framework (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    title character varying(120) NOT NULL,
    purpose text NOT NULL,
    currency character varying(3) NOT NULL,
    ceiling numeric(14,2) NOT NULL,
    starts_on date NOT NULL,
    last_order_on date NOT NULL,
    ends_on date NOT NULL,
    levels character varying(10)[] NOT NULL,
    levy_percent numeric(5,2) NOT NULL,
    change_limit_percent numeric(5,2) NOT NULL,
    status character varying(6) NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    signed_at timestamp with time zone,
    prepared_by_id bigint NOT NULL,
    signed_by_id bigint,
    CONSTRAINT contracts_framework_version_check CHECK ((version >= 0)),
    CONSTRAINT framework_days_are_in_order CHECK (((ends_on > last_order_on) AND (last_order_on >= starts_on))),
    CONSTRAINT framework_has_a_ceiling CHECK ((ceiling > (0)::numeric)),
    CONSTRAINT nobody_signs_the_framework_they_prepared CHECK (((signed_by_id IS NULL) OR (NOT ((signed_by_id = prepared_by_id) AND (signed_by_id IS NOT NULL))))),
    CONSTRAINT signed_framework_says_by_whom_and_when CHECK ((((signed_at IS NULL) AND (signed_by_id IS NULL) AND ((status)::text = 'draft'::text)) OR ((signed_at IS NOT NULL) AND (signed_by_id IS NOT NULL) AND ((status)::text = 'signed'::text))))
);


--
-- Name: contracts_framework_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_framework ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_framework_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_frameworkamendment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_frameworkamendment (
    id bigint NOT NULL,
    number smallint NOT NULL,
    grounds character varying(10) NOT NULL,
    rationale character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by character varying(200) NOT NULL,
    framework_id bigint NOT NULL,
    CONSTRAINT contracts_frameworkamendment_number_check CHECK ((number >= 0)),
    CONSTRAINT framework_amendment_says_why CHECK ((NOT ((rationale)::text = ''::text)))
);


--
-- Name: contracts_frameworkamendment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_frameworkamendment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_frameworkamendment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_frameworklot; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_frameworklot (
    id bigint NOT NULL,
    ceiling numeric(14,2) NOT NULL,
    framework_id bigint NOT NULL,
    lot_id character varying(20) NOT NULL,
    CONSTRAINT framework_lot_has_a_ceiling CHECK ((ceiling > (0)::numeric))
);


--
-- Name: contracts_frameworklot_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_frameworklot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_frameworklot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_frameworkmember; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_frameworkmember (
    id bigint NOT NULL,
    framework_id bigint NOT NULL,
    organisation_id bigint NOT NULL
);


--
-- Name: contracts_frameworkmember_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_frameworkmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_frameworkmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_fundingshare; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_fundingshare (
    id bigint NOT NULL,
    source character varying(120) NOT NULL,
    percent numeric(5,2) NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT funding_share_is_a_part CHECK (((percent > (0)::numeric) AND (percent <= (100)::numeric)))
);


--
-- Name: contracts_fundingshare_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_fundingshare ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_fundingshare_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_hourlyrollup; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_hourlyrollup (
    id bigint NOT NULL,
    hour timestamp with time zone NOT NULL,
    up_seconds numeric(10,6) NOT NULL,
    degraded_seconds numeric(10,6) NOT NULL,
    down_seconds numeric(10,6) NOT NULL,
    covered_seconds numeric(10,6) NOT NULL,
    checks integer NOT NULL,
    failed_checks integer NOT NULL,
    term_id bigint NOT NULL,
    good bigint,
    total bigint,
    CONSTRAINT contracts_hourlyrollup_checks_check CHECK ((checks >= 0)),
    CONSTRAINT contracts_hourlyrollup_failed_checks_check CHECK ((failed_checks >= 0)),
    CONSTRAINT rollup_adds_up CHECK (((covered_seconds = ((up_seconds + degraded_seconds) + down_seconds)) AND (covered_seconds <= (3600)::numeric) AND (failed_checks <= checks)))
);


--
-- Name: contracts_hourlyrollup_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_hourlyrollup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_hourlyrollup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_judgement; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_judgement (
    id bigint NOT NULL,
    criterion character varying(12) NOT NULL,
    points smallint NOT NULL,
    words text NOT NULL,
    candidate_id bigint NOT NULL,
    CONSTRAINT contracts_judgement_points_check CHECK ((points >= 0)),
    CONSTRAINT judgement_has_points_and_a_reason CHECK (((points <= 5) AND (NOT (words = ''::text)) AND ((criterion)::text = ANY ((ARRAY['quality'::character varying, 'fit'::character varying])::text[]))))
);


--
-- Name: contracts_judgement_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_judgement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_judgement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_lotvendor; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_lotvendor (
    id bigint NOT NULL,
    rank smallint NOT NULL,
    lot_id bigint NOT NULL,
    vendor_id bigint NOT NULL,
    CONSTRAINT contracts_lotvendor_rank_check CHECK ((rank >= 0))
);


--
-- Name: contracts_lotvendor_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_lotvendor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_lotvendor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_order; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_order (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    ocid character varying(60) NOT NULL,
    need_reference character varying(16) NOT NULL,
    form_token uuid NOT NULL,
    offering_name character varying(200) NOT NULL,
    delivery_mode character varying(8) NOT NULL,
    plan_code uuid NOT NULL,
    plan_name character varying(100) NOT NULL,
    unit character varying(60) NOT NULL,
    unit_price numeric(18,6) NOT NULL,
    "interval" character varying(5) NOT NULL,
    minimum_term_months smallint NOT NULL,
    included_quantity integer NOT NULL,
    setup_charge numeric(14,2) NOT NULL,
    quantity integer NOT NULL,
    months smallint NOT NULL,
    wanted_from date NOT NULL,
    currency character varying(3) NOT NULL,
    price_lines jsonb NOT NULL,
    one_off_value numeric(14,2) NOT NULL,
    monthly_fee numeric(14,2) NOT NULL,
    total_value numeric(14,2) NOT NULL,
    justification text NOT NULL,
    status character varying(10) NOT NULL,
    version integer NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    approval_due_at timestamp with time zone,
    approved_at timestamp with time zone,
    acceptance_due_at timestamp with time zone,
    accepted_at timestamp with time zone,
    starts_on date,
    ends_on date,
    agency_id bigint NOT NULL,
    approved_by_id bigint,
    contract_id bigint,
    offering_id bigint NOT NULL,
    offering_revision_id integer NOT NULL,
    requester_id bigint NOT NULL,
    submitted_by_id bigint,
    vendor_id bigint NOT NULL,
    similar_agencies integer NOT NULL,
    similar_answer character varying(5) NOT NULL,
    similar_uses jsonb NOT NULL,
    similar_words text NOT NULL,
    usage jsonb NOT NULL,
    framework_lot_id bigint,
    approvals_needed smallint NOT NULL,
    award_grounds character varying(16) NOT NULL,
    award_words text NOT NULL,
    decidable_at timestamp with time zone,
    policy_id bigint,
    route character varying(16) NOT NULL,
    split jsonb NOT NULL,
    comparison_id bigint,
    CONSTRAINT accepted_order_has_contract_and_term CHECK (((NOT ((status)::text = ANY ((ARRAY['accepted'::character varying, 'active'::character varying, 'ended'::character varying])::text[]))) OR ((contract_id IS NOT NULL) AND (ends_on > starts_on) AND (starts_on IS NOT NULL)))),
    CONSTRAINT compared_order_names_its_comparison CHECK (((NOT ((route)::text = 'comparison'::text)) OR (comparison_id IS NOT NULL))),
    CONSTRAINT contracts_order_approvals_needed_check CHECK ((approvals_needed >= 0)),
    CONSTRAINT contracts_order_included_quantity_check CHECK ((included_quantity >= 0)),
    CONSTRAINT contracts_order_minimum_term_months_check CHECK ((minimum_term_months >= 0)),
    CONSTRAINT contracts_order_months_check CHECK ((months >= 0)),
    CONSTRAINT contracts_order_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT contracts_order_similar_agencies_check CHECK ((similar_agencies >= 0)),
    CONSTRAINT contracts_order_version_check CHECK ((version >= 0)),
    CONSTRAINT direct_award_is_justified CHECK (((NOT ((route)::text = 'direct_award'::text)) OR ((NOT ((award_grounds)::text = ''::text)) AND (NOT (award_words = ''::text))))),
    CONSTRAINT nobody_approves_their_own_order CHECK (((approved_by_id IS NULL) OR ((NOT ((approved_by_id = requester_id) AND (approved_by_id IS NOT NULL))) AND (NOT ((approved_by_id = submitted_by_id) AND (approved_by_id IS NOT NULL) AND (submitted_by_id IS NOT NULL)))))),
    CONSTRAINT order_has_quantity_and_term CHECK (((months > 0) AND (quantity > 0))),
    CONSTRAINT order_past_approval_has_an_approver CHECK (((NOT ((status)::text = ANY ((ARRAY['approved'::character varying, 'declined'::character varying, 'accepted'::character varying, 'active'::character varying, 'ended'::character varying])::text[]))) OR ((approved_at IS NOT NULL) AND (approved_by_id IS NOT NULL)))),
    CONSTRAINT order_past_draft_was_submitted CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'returned'::character varying, 'cancelled'::character varying])::text[])) OR ((submitted_at IS NOT NULL) AND (submitted_by_id IS NOT NULL)))),
    CONSTRAINT order_total_covers_its_one_off_charges CHECK (((monthly_fee >= (0)::numeric) AND (one_off_value >= (0)::numeric) AND (total_value >= one_off_value))),
    CONSTRAINT similar_uses_are_answered CHECK ((((similar_agencies = 0) AND ((similar_answer)::text = ''::text) AND (similar_words = ''::text)) OR ((similar_agencies > 0) AND (NOT ((similar_answer)::text = ''::text)) AND (NOT (similar_words = ''::text)))))
);


--
-- Name: contracts_order_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_orderapproval; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_orderapproval (
    id bigint NOT NULL,
    owner_id bigint NOT NULL,
    "limit" numeric(14,2) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    at timestamp with time zone NOT NULL,
    approver_id bigint NOT NULL,
    order_id bigint NOT NULL
);


--
-- Name: contracts_orderapproval_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_orderapproval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_orderapproval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_periodresult; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_periodresult (
    id bigint NOT NULL,
    period date NOT NULL,
    revision smallint NOT NULL,
    verdict character varying(17) NOT NULL,
    agreed_seconds numeric(16,6) NOT NULL,
    excluded_seconds numeric(16,6) NOT NULL,
    counting_seconds numeric(16,6) NOT NULL,
    downtime_seconds numeric(16,6) NOT NULL,
    covered_seconds numeric(16,6) NOT NULL,
    allowed_downtime_seconds numeric(24,12) NOT NULL,
    coverage_percent numeric(29,26) NOT NULL,
    uptime_percent numeric(29,26),
    uptime_without_exclusions numeric(29,26),
    credit_percent numeric(7,4) NOT NULL,
    fee numeric(14,2) NOT NULL,
    credit numeric(14,2) NOT NULL,
    currency character varying(3) NOT NULL,
    outages jsonb NOT NULL,
    inputs jsonb NOT NULL,
    inputs_sha256 character varying(64) NOT NULL,
    formula_version smallint NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    computed_by character varying(200) NOT NULL,
    dispute_ends_at timestamp with time zone NOT NULL,
    supersedes_id bigint,
    term_id bigint NOT NULL,
    details jsonb NOT NULL,
    good numeric(46,30),
    total numeric(46,30),
    CONSTRAINT a_verdict_has_a_figure CHECK ((((uptime_percent IS NULL) AND ((verdict)::text = 'insufficient_data'::text)) OR ((uptime_percent >= (0)::numeric) AND (uptime_percent IS NOT NULL) AND (uptime_percent <= (100)::numeric) AND (NOT ((verdict)::text = 'insufficient_data'::text))))),
    CONSTRAINT contracts_periodresult_formula_version_check CHECK ((formula_version >= 0)),
    CONSTRAINT contracts_periodresult_revision_check CHECK ((revision >= 0)),
    CONSTRAINT later_revision_names_the_one_before CHECK ((((revision = 1) AND (supersedes_id IS NULL)) OR ((revision > 1) AND (supersedes_id IS NOT NULL)))),
    CONSTRAINT only_a_miss_earns_a_credit CHECK (((credit = (0)::numeric) OR ((credit <= fee) AND ((verdict)::text = 'breached'::text)))),
    CONSTRAINT period_is_a_month CHECK ((EXTRACT(day FROM period) = (1)::numeric))
);


--
-- Name: contracts_periodresult_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_periodresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_periodresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_policyband; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_policyband (
    id bigint NOT NULL,
    number smallint NOT NULL,
    up_to numeric(14,2),
    policy_id bigint NOT NULL,
    CONSTRAINT contracts_policyband_number_check CHECK ((number >= 0)),
    CONSTRAINT policy_band_is_not_empty CHECK (((up_to IS NULL) OR (up_to > (0)::numeric)))
);


--
-- Name: contracts_policyband_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_policyband ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_policyband_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_policyrule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_policyrule (
    id bigint NOT NULL,
    route character varying(16) NOT NULL,
    approvals smallint NOT NULL,
    minimum_days smallint NOT NULL,
    band_id bigint NOT NULL,
    CONSTRAINT contracts_policyrule_approvals_check CHECK ((approvals >= 0)),
    CONSTRAINT contracts_policyrule_minimum_days_check CHECK ((minimum_days >= 0)),
    CONSTRAINT policy_rule_is_possible CHECK (((approvals >= 1) AND (approvals <= 3) AND (minimum_days <= 90)))
);


--
-- Name: contracts_policyrule_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_policyrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_policyrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_renewaldecision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_renewaldecision (
    id bigint NOT NULL,
    ends_on date NOT NULL,
    decision character varying(9) NOT NULL,
    reason character varying(500) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    contract_id bigint NOT NULL,
    decided_by_id bigint NOT NULL,
    CONSTRAINT pack_has_the_digest_of_its_content CHECK (((digest)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT renewal_decision_says_why CHECK ((NOT ((reason)::text = ''::text)))
);


--
-- Name: contracts_renewaldecision_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_renewaldecision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_renewaldecision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_servicecredit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_servicecredit (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    kind character varying(6) NOT NULL,
    amount numeric(14,2) NOT NULL,
    currency character varying(3) NOT NULL,
    status character varying(10) NOT NULL,
    computed_at timestamp with time zone NOT NULL,
    granted_at timestamp with time zone,
    creditor_id bigint NOT NULL,
    debtor_id bigint NOT NULL,
    result_id bigint NOT NULL,
    claim_due_at timestamp with time zone,
    filed_at timestamp with time zone,
    filed_by_id bigint,
    granted_by_id bigint,
    released_at timestamp with time zone,
    released_by_id bigint,
    CONSTRAINT claim_is_filed_by_a_person_in_time CHECK ((((filed_at IS NULL) AND (filed_by_id IS NULL)) OR ((filed_at < claim_due_at) AND (filed_by_id IS NOT NULL) AND ((kind)::text = 'claim'::text)))),
    CONSTRAINT credit_is_worth_something CHECK ((amount > (0)::numeric)),
    CONSTRAINT granted_credit_says_when CHECK (((NOT ((status)::text = 'granted'::text)) OR (granted_at IS NOT NULL))),
    CONSTRAINT large_credit_has_two_people CHECK (((NOT ((amount >= 5000.00) AND ((kind)::text = 'credit'::text) AND ((status)::text = 'granted'::text))) OR ((granted_by_id IS NOT NULL) AND (released_by_id IS NOT NULL)))),
    CONSTRAINT nobody_owes_themselves_a_credit CHECK ((NOT (debtor_id = creditor_id))),
    CONSTRAINT whoever_released_a_credit_does_not_grant_it CHECK (((granted_by_id IS NULL) OR (released_by_id IS NULL) OR (NOT ((granted_by_id = released_by_id) AND (granted_by_id IS NOT NULL) AND (released_by_id IS NOT NULL)))))
);


--
-- Name: contracts_servicecredit_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_servicecredit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_servicecredit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_servicelevelterm; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_servicelevelterm (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    title character varying(120) NOT NULL,
    target numeric(7,4) NOT NULL,
    convention character varying(1) NOT NULL,
    within_minutes integer,
    minimum_outage_seconds integer NOT NULL,
    degraded_counts_as_down boolean NOT NULL,
    coverage_required numeric(7,4) NOT NULL,
    credit_cap_percent numeric(7,4) NOT NULL,
    dispute_days smallint NOT NULL,
    maintenance_notice_days smallint NOT NULL,
    maintenance_hours jsonb NOT NULL,
    maintenance_cap_minutes integer NOT NULL,
    contract_id bigint NOT NULL,
    closed_on_holidays boolean NOT NULL,
    empty_slice character varying(8) NOT NULL,
    kind character varying(12) NOT NULL,
    measuring_party character varying(7) NOT NULL,
    minimum_count integer NOT NULL,
    monitor_id bigint,
    service_hours jsonb NOT NULL,
    threshold integer,
    CONSTRAINT a_named_monitor_is_named CHECK (((((measuring_party)::text = 'monitor'::text) AND (monitor_id IS NOT NULL)) OR ((NOT ((measuring_party)::text = 'monitor'::text)) AND (monitor_id IS NULL)))),
    CONSTRAINT a_verdict_needs_at_least_one CHECK ((minimum_count >= 1)),
    CONSTRAINT answers_and_fixes_have_a_time CHECK (((((kind)::text = ANY ((ARRAY['response'::character varying, 'resolution'::character varying])::text[])) AND (within_minutes > 0) AND (within_minutes IS NOT NULL)) OR ((NOT ((kind)::text = ANY ((ARRAY['response'::character varying, 'resolution'::character varying])::text[]))) AND (within_minutes IS NULL)))),
    CONSTRAINT contracts_servicelevelterm_dispute_days_check CHECK ((dispute_days >= 0)),
    CONSTRAINT contracts_servicelevelterm_maintenance_cap_minutes_check CHECK ((maintenance_cap_minutes >= 0)),
    CONSTRAINT contracts_servicelevelterm_maintenance_notice_days_check CHECK ((maintenance_notice_days >= 0)),
    CONSTRAINT contracts_servicelevelterm_minimum_count_check CHECK ((minimum_count >= 0)),
    CONSTRAINT contracts_servicelevelterm_minimum_outage_seconds_check CHECK ((minimum_outage_seconds >= 0)),
    CONSTRAINT contracts_servicelevelterm_threshold_check CHECK ((threshold >= 0)),
    CONSTRAINT contracts_servicelevelterm_within_minutes_check CHECK ((within_minutes >= 0)),
    CONSTRAINT speed_and_satisfaction_have_a_threshold CHECK (((((kind)::text = ANY ((ARRAY['latency'::character varying, 'satisfaction'::character varying])::text[])) AND (threshold > 0) AND (threshold IS NOT NULL)) OR ((NOT ((kind)::text = ANY ((ARRAY['latency'::character varying, 'satisfaction'::character varying])::text[]))) AND (threshold IS NULL)))),
    CONSTRAINT term_percentages_are_possible CHECK (((coverage_required <= (100)::numeric) AND (credit_cap_percent <= (100)::numeric) AND (target > (0)::numeric) AND (target <= (100)::numeric)))
);


--
-- Name: contracts_servicelevelterm_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_servicelevelterm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_servicelevelterm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_signature; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_signature (
    id bigint NOT NULL,
    side character varying(6) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    digest character varying(64) NOT NULL,
    contract_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    signed_by_id bigint NOT NULL,
    version_id bigint NOT NULL
);


--
-- Name: contracts_signature_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: contracts_weight; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.contracts_weight (
    id bigint NOT NULL,
    criterion character varying(12) NOT NULL,
    percent smallint NOT NULL,
    comparison_id bigint NOT NULL,
    CONSTRAINT contracts_weight_percent_check CHECK ((percent >= 0)),
    CONSTRAINT weight_is_a_part CHECK (((percent >= 1) AND (percent <= 100)))
);


--
-- Name: contracts_weight_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.contracts_weight ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contracts_weight_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_content_type; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_migrations; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: django_session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);


--
-- Name: files_stoadocument; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.files_stoadocument (
    id bigint NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    summary character varying(250) NOT NULL,
    collection_id integer NOT NULL,
    uploaded_by_user_id bigint,
    CONSTRAINT files_stoadocument_file_size_check CHECK ((file_size >= 0))
);


--
-- Name: files_stoadocument_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.files_stoadocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_stoadocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: files_stoaimage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.files_stoaimage (
    id bigint NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    description character varying(255) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    file_size integer,
    file_hash character varying(40) NOT NULL,
    alternative_text character varying(250) NOT NULL,
    credit character varying(200) NOT NULL,
    collection_id integer NOT NULL,
    uploaded_by_user_id bigint,
    CONSTRAINT files_stoaimage_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT files_stoaimage_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT files_stoaimage_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT files_stoaimage_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT files_stoaimage_focal_point_y_check CHECK ((focal_point_y >= 0))
);


--
-- Name: files_stoaimage_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.files_stoaimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_stoaimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: files_stoarendition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.files_stoarendition (
    id bigint NOT NULL,
    filter_spec character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    image_id bigint NOT NULL
);


--
-- Name: files_stoarendition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.files_stoarendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.files_stoarendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: mfa_authenticator; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);


--
-- Name: mfa_authenticator_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: notifications_notification; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.notifications_notification (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    subject character varying(200) NOT NULL,
    body text NOT NULL,
    address character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    mailed_at timestamp with time zone,
    recipient_id bigint NOT NULL,
    unsubscribe character varying(300) NOT NULL
);


--
-- Name: notifications_notification_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.notifications_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_apiallowance; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_apiallowance (
    caller character varying(80) NOT NULL,
    "left" double precision NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: organisations_apitoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_apitoken (
    id bigint NOT NULL,
    name character varying(100) NOT NULL,
    prefix character varying(12) NOT NULL,
    token_hash character varying(64) NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    owner_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT token_ends_after_it_was_made CHECK ((expires_at > created_at))
);


--
-- Name: organisations_apitoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_appeal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_appeal (
    id bigint NOT NULL,
    grounds character varying(4000) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    granted boolean,
    decision character varying(2000) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    made_by_id bigint NOT NULL,
    sanction_id bigint NOT NULL,
    CONSTRAINT decided_appeal_says_how_by_whom_and_why CHECK ((((decided_at IS NULL) AND (granted IS NULL)) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND (granted IS NOT NULL) AND (NOT ((decision)::text = ''::text)))))
);


--
-- Name: organisations_appeal_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_appeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_businesshours; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_businesshours (
    id bigint NOT NULL,
    time_zone character varying(64) NOT NULL,
    weekly jsonb NOT NULL,
    closed_days jsonb NOT NULL,
    public_holidays character varying(20) NOT NULL,
    organisation_id bigint NOT NULL
);


--
-- Name: organisations_businesshours_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_businesshours ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_businesshours_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_companydetails; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_companydetails (
    id bigint NOT NULL,
    legal_name character varying(200) NOT NULL,
    tax_number character varying(9) NOT NULL,
    street character varying(200) NOT NULL,
    postal_code character varying(10) NOT NULL,
    size character varying(6) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT tax_number_has_nine_digits CHECK (((tax_number)::text ~ '^[0-9]{9}$'::text))
);


--
-- Name: organisations_companydetails_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_companydetails ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_companydetails_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_handover; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_handover (
    id bigint NOT NULL,
    role character varying(24) NOT NULL,
    at timestamp with time zone NOT NULL,
    drained_at timestamp with time zone,
    from_user_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    to_user_id bigint NOT NULL,
    CONSTRAINT hand_over_is_to_somebody_else CHECK ((NOT (from_user_id = to_user_id)))
);


--
-- Name: organisations_handover_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_handover ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_handover_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_invitation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_invitation (
    id bigint NOT NULL,
    email character varying(254) NOT NULL,
    role character varying(24) NOT NULL,
    token_hash character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    withdrawn_at timestamp with time zone,
    invited_by_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    delegation_limit numeric(14,2),
    mailed_at timestamp with time zone
);


--
-- Name: organisations_invitation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_membership; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_membership (
    id bigint NOT NULL,
    role character varying(24) NOT NULL,
    delegation_limit numeric(14,2),
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    user_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    CONSTRAINT delegation_limit_is_not_negative CHECK (((delegation_limit IS NULL) OR (delegation_limit >= (0)::numeric))),
    CONSTRAINT membership_ends_after_start CHECK (((ends_at IS NULL) OR (ends_at >= starts_at)))
);


--
-- Name: organisations_membership_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_merger; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_merger (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    reason character varying(2000) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    withdrawal_reason character varying(2000) NOT NULL,
    predecessor_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    successor_id bigint NOT NULL,
    CONSTRAINT merger_has_a_reason CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT nobody_merges_into_themselves CHECK ((NOT (predecessor_id = successor_id))),
    CONSTRAINT withdrawn_merger_says_why CHECK (((withdrawn_at IS NULL) OR (NOT ((withdrawal_reason)::text = ''::text))))
);


--
-- Name: organisations_merger_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_merger ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_merger_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_namechange; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_namechange (
    id bigint NOT NULL,
    status character varying(9) NOT NULL,
    name_before character varying(200) NOT NULL,
    name_after character varying(200) NOT NULL,
    legal_name_before character varying(200) NOT NULL,
    legal_name_after character varying(200) NOT NULL,
    holds_from date NOT NULL,
    proof character varying(2000) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(2000) NOT NULL,
    asked_by_id bigint NOT NULL,
    decided_by_id bigint,
    vendor_id bigint NOT NULL,
    CONSTRAINT decided_change_of_name_says_when_and_by_whom CHECK ((((decided_at IS NULL) AND (decided_by_id IS NULL) AND ((status)::text = 'asked'::text)) OR ((NOT ((status)::text = 'asked'::text)) AND (decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT nobody_confirms_the_name_they_asked_for CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = asked_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT refused_name_has_a_reason CHECK ((NOT (((reason)::text = ''::text) AND ((status)::text = 'refused'::text))))
);


--
-- Name: organisations_namechange_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_namechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_namechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_organisation; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_organisation (
    id bigint NOT NULL,
    kind character varying(6) NOT NULL,
    status character varying(10) NOT NULL,
    name character varying(200) NOT NULL,
    sort_name character varying(200) NOT NULL,
    slug character varying(100) NOT NULL,
    level character varying(10) NOT NULL,
    mail_domain character varying(120) NOT NULL,
    website character varying(300) NOT NULL,
    city character varying(100) NOT NULL,
    state character varying(2) NOT NULL,
    source character varying(20) NOT NULL,
    source_id character varying(100) NOT NULL,
    registration_number character varying(40) NOT NULL,
    small_business boolean,
    invented boolean NOT NULL,
    time_zone character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    parent_id bigint,
    CONSTRAINT only_agencies_have_a_level CHECK ((((kind)::text = 'agency'::text) OR ((level)::text = ''::text))),
    CONSTRAINT organisation_is_not_its_own_parent CHECK ((NOT ((parent_id = id) AND (parent_id IS NOT NULL))))
);


--
-- Name: organisations_organisation_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_organisation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_organisation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_sanction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_sanction (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    reason character varying(2000) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    lifted_at timestamp with time zone,
    lifting_reason character varying(2000) NOT NULL,
    imposed_by_id bigint NOT NULL,
    office_id bigint NOT NULL,
    vendor_id bigint NOT NULL,
    CONSTRAINT sanction_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT sanction_has_a_reason CHECK ((NOT ((reason)::text = ''::text)))
);


--
-- Name: organisations_sanction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_sanction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_sanction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: organisations_substitution; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.organisations_substitution (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    membership_id bigint NOT NULL,
    substitute_id bigint NOT NULL,
    CONSTRAINT substitution_ends_after_start CHECK ((ends_at > starts_at))
);


--
-- Name: organisations_substitution_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.organisations_substitution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.organisations_substitution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;


--
-- Name: procrastinate_periodic_defers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE OWNED BY; Schema: public; Owner: -
--

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;


--
-- Name: procrastinate_workers; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: references_series; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.references_series (
    id bigint NOT NULL,
    prefix character varying(4) NOT NULL,
    year smallint NOT NULL,
    last_number integer NOT NULL,
    CONSTRAINT references_series_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT references_series_year_check CHECK ((year >= 0))
);


--
-- Name: references_series_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.references_series ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.references_series_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_forum; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_forum (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    slug character varying(100) NOT NULL,
    title character varying(120) NOT NULL,
    purpose text NOT NULL,
    agenda text NOT NULL,
    topics text NOT NULL,
    room character varying(200) NOT NULL,
    room_places integer,
    remote boolean NOT NULL,
    remote_places integer,
    joining character varying(500) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    registration_opens_at timestamp with time zone NOT NULL,
    registration_closes_at timestamp with time zone NOT NULL,
    status character varying(9) NOT NULL,
    reason text NOT NULL,
    version integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    announced_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    prepared_by_id bigint NOT NULL,
    release_at timestamp with time zone,
    CONSTRAINT forum_ends_after_it_starts CHECK ((ends_at > starts_at)),
    CONSTRAINT forum_has_a_place CHECK ((((room_places IS NULL) OR (room_places >= 1)) AND ((remote_places IS NULL) OR (remote_places >= 1)))),
    CONSTRAINT forum_is_called_off_with_a_reason CHECK (((NOT ((status)::text = 'cancelled'::text)) OR (NOT (reason = ''::text)))),
    CONSTRAINT forum_is_released_at_a_moment CHECK ((((release_at IS NOT NULL) AND ((status)::text = 'published'::text)) OR ((NOT ((status)::text = 'published'::text)) AND (release_at IS NULL)))),
    CONSTRAINT forum_past_draft_was_announced CHECK ((((status)::text = ANY ((ARRAY['draft'::character varying, 'cancelled'::character varying])::text[])) OR (announced_at IS NOT NULL))),
    CONSTRAINT forum_registration_closes_by_its_start CHECK (((registration_closes_at > registration_opens_at) AND (registration_closes_at <= starts_at))),
    CONSTRAINT forum_takes_place_somewhere CHECK (((NOT ((room)::text = ''::text)) OR remote)),
    CONSTRAINT rfp_forum_remote_places_check CHECK ((remote_places >= 0)),
    CONSTRAINT rfp_forum_room_places_check CHECK ((room_places >= 0)),
    CONSTRAINT rfp_forum_version_check CHECK ((version >= 0))
);


--
-- Name: rfp_forum_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_forum ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_forum_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_forumneed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_forumneed (
    id bigint NOT NULL,
    forum_id bigint NOT NULL,
    need_id bigint NOT NULL
);


--
-- Name: rfp_forumneed_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_forumneed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_forumneed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_forumquestion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_forumquestion (
    id bigint NOT NULL,
    words text NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    status character varying(9) NOT NULL,
    reason character varying(500) NOT NULL,
    answer text NOT NULL,
    asked_by_id bigint NOT NULL,
    forum_id bigint NOT NULL,
    merged_into_id bigint,
    organisation_id bigint NOT NULL,
    CONSTRAINT answered_question_has_one CHECK (((NOT ((status)::text = 'answered'::text)) OR (NOT (answer = ''::text)))),
    CONSTRAINT merged_question_says_into_which CHECK ((((merged_into_id IS NOT NULL) AND ((status)::text = 'merged'::text)) OR ((NOT ((status)::text = 'merged'::text)) AND (merged_into_id IS NULL)))),
    CONSTRAINT question_is_left_out_with_a_reason CHECK (((NOT ((status)::text = 'dismissed'::text)) OR (NOT ((reason)::text = ''::text))))
);


--
-- Name: rfp_forumquestion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_forumquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_forumquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_joinproposal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_joinproposal (
    id bigint NOT NULL,
    words character varying(200) NOT NULL,
    status character varying(9) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    need_consented_at timestamp with time zone,
    partner_consented_at timestamp with time zone,
    reason text NOT NULL,
    need_id bigint NOT NULL,
    need_consented_by_id bigint,
    partner_id bigint NOT NULL,
    partner_consented_by_id bigint,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT joined_once_both_consent CHECK (((NOT ((status)::text = 'joined'::text)) OR ((need_consented_at IS NOT NULL) AND (partner_consented_at IS NOT NULL)))),
    CONSTRAINT need_is_not_joined_with_itself CHECK ((NOT (need_id = partner_id)))
);


--
-- Name: rfp_joinproposal_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_joinproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_joinproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_marketlesson; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_marketlesson (
    id bigint NOT NULL,
    words text NOT NULL,
    source character varying(200) NOT NULL,
    address character varying(200) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    need_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    CONSTRAINT market_lesson_says_something CHECK ((NOT (words = ''::text)))
);


--
-- Name: rfp_marketlesson_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_marketlesson ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_marketlesson_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_minutesentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_minutesentry (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    words character varying(500) NOT NULL,
    who character varying(200) NOT NULL,
    due_on date,
    minutes_id bigint NOT NULL,
    CONSTRAINT action_says_who_and_by_when CHECK ((((kind)::text = 'decision'::text) OR ((NOT ((who)::text = ''::text)) AND (due_on IS NOT NULL))))
);


--
-- Name: rfp_minutesentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_minutesentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_minutesentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_minutesversion; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_minutesversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    words text NOT NULL,
    reason character varying(500) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    forum_id bigint NOT NULL,
    written_by_id bigint NOT NULL,
    CONSTRAINT minutes_are_released_after_they_are_written CHECK (((released_at IS NULL) OR (released_at >= written_at))),
    CONSTRAINT rfp_minutesversion_number_check CHECK ((number >= 0))
);


--
-- Name: rfp_minutesversion_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_minutesversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_minutesversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_need; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_need (
    id bigint NOT NULL,
    reference character varying(16) NOT NULL,
    ocid character varying(60) NOT NULL,
    title character varying(120) NOT NULL,
    outcome text NOT NULL,
    users integer NOT NULL,
    wanted_on date,
    budget_from numeric(14,2),
    budget_to numeric(14,2),
    currency character varying(3) NOT NULL,
    stated_at timestamp with time zone NOT NULL,
    decision_due_at timestamp with time zone NOT NULL,
    status character varying(9) NOT NULL,
    route character varying(16) NOT NULL,
    reason text NOT NULL,
    decided_at timestamp with time zone,
    agency_id bigint NOT NULL,
    offering_id bigint,
    owner_id bigint,
    stated_by_id bigint NOT NULL,
    constraints text NOT NULL,
    data_class character varying(9) NOT NULL,
    planned_on date,
    planned_title character varying(120) NOT NULL,
    priority character varying(160) NOT NULL,
    CONSTRAINT decided_need_names_route_and_reason CHECK (((NOT ((status)::text = 'decided'::text)) OR ((decided_at IS NOT NULL) AND (NOT ((route)::text = ''::text)) AND (NOT (reason = ''::text))))),
    CONSTRAINT need_budget_does_not_end_before_it_starts CHECK (((budget_to IS NULL) OR (budget_from IS NULL) OR (budget_to >= budget_from))),
    CONSTRAINT need_in_triage_has_an_owner CHECK (((NOT ((status)::text = 'in_triage'::text)) OR (owner_id IS NOT NULL))),
    CONSTRAINT need_serves_somebody CHECK ((users >= 1)),
    CONSTRAINT planned_competition_has_a_title_and_a_day CHECK (((NOT ((route)::text = ANY ((ARRAY['mini_competition'::character varying, 'rfi'::character varying, 'rfp'::character varying])::text[]))) OR ((planned_on IS NOT NULL) AND (NOT ((planned_title)::text = ''::text))))),
    CONSTRAINT rfp_need_users_check CHECK ((users >= 0))
);


--
-- Name: rfp_need_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_needfunding; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_needfunding (
    id bigint NOT NULL,
    source character varying(120) NOT NULL,
    amount numeric(14,2) NOT NULL,
    from_on date,
    until_on date,
    need_id bigint NOT NULL,
    CONSTRAINT need_funding_does_not_end_before_it_starts CHECK (((until_on IS NULL) OR (from_on IS NULL) OR (until_on >= from_on))),
    CONSTRAINT need_funding_is_some_money CHECK ((amount > (0)::numeric))
);


--
-- Name: rfp_needfunding_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_needfunding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_needfunding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_questionvote; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_questionvote (
    id bigint NOT NULL,
    question_id bigint NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: rfp_questionvote_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_questionvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_questionvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: rfp_registration; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rfp_registration (
    id bigint NOT NULL,
    way character varying(9) NOT NULL,
    topic character varying(300) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    held_until timestamp with time zone,
    attended boolean,
    forum_id bigint NOT NULL,
    organisation_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT held_place_says_until_when CHECK (((NOT ((status)::text = 'offered'::text)) OR (held_until IS NOT NULL)))
);


--
-- Name: rfp_registration_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.rfp_registration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rfp_registration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: socialaccount_socialaccount; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: socialaccount_socialaccount_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: socialaccount_socialapp; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);


--
-- Name: socialaccount_socialapp_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: socialaccount_socialtoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);


--
-- Name: socialaccount_socialtoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: stoa_cache; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.stoa_cache (
    cache_key character varying(255) NOT NULL,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);


--
-- Name: taggit_tag; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.taggit_tag (
    id integer NOT NULL,
    name character varying(100) NOT NULL,
    slug character varying(100) NOT NULL
);


--
-- Name: taggit_tag_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.taggit_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: taggit_taggeditem; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.taggit_taggeditem (
    id integer NOT NULL,
    object_id integer NOT NULL,
    content_type_id integer NOT NULL,
    tag_id integer NOT NULL
);


--
-- Name: taggit_taggeditem_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.taggit_taggeditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.taggit_taggeditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailadmin_admin; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailadmin_admin (
    id integer NOT NULL
);


--
-- Name: wagtailadmin_admin_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailadmin_admin ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_admin_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailadmin_editingsession; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailadmin_editingsession (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL,
    is_editing boolean NOT NULL
);


--
-- Name: wagtailadmin_editingsession_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailadmin_editingsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_editingsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailadmin_formstate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailadmin_formstate (
    id integer NOT NULL,
    data text NOT NULL,
    object_id character varying(255) NOT NULL,
    parent_object_id character varying(255) NOT NULL,
    last_updated_at timestamp with time zone NOT NULL,
    content_type_id integer NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: wagtailadmin_formstate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailadmin_formstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailadmin_formstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_apitoken; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_apitoken (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    key_hash character varying(64) NOT NULL,
    prefix character varying(16) NOT NULL,
    created timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    last_used_at timestamp with time zone,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_apitoken_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_collection; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_collection (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    name character varying(255) NOT NULL,
    CONSTRAINT wagtailcore_collection_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_collection_numchild_check CHECK ((numchild >= 0))
);


--
-- Name: wagtailcore_collection_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_collection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_collectionviewrestriction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_collectionviewrestriction (
    id integer NOT NULL,
    restriction_type character varying(20) NOT NULL,
    password character varying(255) NOT NULL,
    collection_id integer NOT NULL
);


--
-- Name: wagtailcore_collectionviewrestriction_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_collectionviewrestriction_groups (
    id bigint NOT NULL,
    collectionviewrestriction_id integer CONSTRAINT wagtailcore_collectionviewr_collectionviewrestriction__not_null NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: wagtailcore_collectionviewrestriction_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_collectionviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_collectionviewrestriction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_collectionviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_collectionviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_comment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_comment (
    id integer NOT NULL,
    text text NOT NULL,
    contentpath text NOT NULL,
    "position" text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    page_id integer NOT NULL,
    resolved_by_id bigint,
    revision_created_id integer,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_comment_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_commentreply; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_commentreply (
    id integer NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    comment_id integer NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_commentreply_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_commentreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_commentreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_groupapprovaltask; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupapprovaltask (
    task_ptr_id integer NOT NULL
);


--
-- Name: wagtailcore_groupapprovaltask_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupapprovaltask_groups (
    id bigint NOT NULL,
    groupapprovaltask_id integer CONSTRAINT wagtailcore_groupapprovaltask_gro_groupapprovaltask_id_not_null NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: wagtailcore_groupapprovaltask_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_groupapprovaltask_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupapprovaltask_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_groupcollectionpermission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupcollectionpermission (
    id integer NOT NULL,
    collection_id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: wagtailcore_groupcollectionpermission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_groupcollectionpermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupcollectionpermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_grouppagepermission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_grouppagepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    page_id integer NOT NULL,
    permission_id integer NOT NULL
);


--
-- Name: wagtailcore_grouppagepermission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_grouppagepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_grouppagepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_groupsitepermission; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_groupsitepermission (
    id integer NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL,
    site_id integer NOT NULL
);


--
-- Name: wagtailcore_groupsitepermission_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_groupsitepermission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_groupsitepermission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_locale; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_locale (
    id integer NOT NULL,
    language_code character varying(100) NOT NULL
);


--
-- Name: wagtailcore_locale_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_locale ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_locale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_modellogentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_modellogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_modellogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    object_id character varying(255) NOT NULL,
    content_type_id integer,
    user_id bigint,
    uuid uuid,
    revision_id integer
);


--
-- Name: wagtailcore_modellogentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_modellogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_modellogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_page; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_page (
    id integer NOT NULL,
    path character varying(255) NOT NULL COLLATE pg_catalog."C",
    depth integer NOT NULL,
    numchild integer NOT NULL,
    title character varying(255) NOT NULL,
    slug character varying(255) NOT NULL,
    live boolean NOT NULL,
    has_unpublished_changes boolean NOT NULL,
    url_path text NOT NULL,
    seo_title character varying(255) NOT NULL,
    show_in_menus boolean NOT NULL,
    search_description text NOT NULL,
    go_live_at timestamp with time zone,
    expire_at timestamp with time zone,
    expired boolean NOT NULL,
    content_type_id integer NOT NULL,
    owner_id bigint,
    locked boolean NOT NULL,
    latest_revision_created_at timestamp with time zone,
    first_published_at timestamp with time zone,
    live_revision_id integer,
    last_published_at timestamp with time zone,
    draft_title character varying(255) NOT NULL,
    locked_at timestamp with time zone,
    locked_by_id bigint,
    translation_key uuid NOT NULL,
    locale_id integer NOT NULL,
    alias_of_id integer,
    latest_revision_id integer,
    CONSTRAINT wagtailcore_page_depth_check CHECK ((depth >= 0)),
    CONSTRAINT wagtailcore_page_numchild_check CHECK ((numchild >= 0))
);


--
-- Name: wagtailcore_page_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_page ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_page_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pagelogentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pagelogentry (
    id integer NOT NULL,
    label text NOT NULL,
    action character varying(255) NOT NULL,
    data jsonb CONSTRAINT wagtailcore_pagelogentry_data_json_not_null NOT NULL,
    "timestamp" timestamp with time zone NOT NULL,
    content_changed boolean NOT NULL,
    deleted boolean NOT NULL,
    content_type_id integer,
    page_id integer NOT NULL,
    revision_id integer,
    user_id bigint,
    uuid uuid
);


--
-- Name: wagtailcore_pagelogentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pagelogentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagelogentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_revision; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_revision (
    id integer CONSTRAINT wagtailcore_pagerevision_id_not_null NOT NULL,
    created_at timestamp with time zone CONSTRAINT wagtailcore_pagerevision_created_at_not_null NOT NULL,
    content jsonb CONSTRAINT wagtailcore_pagerevision_content_json_not_null NOT NULL,
    approved_go_live_at timestamp with time zone,
    object_id character varying(255) CONSTRAINT wagtailcore_pagerevision_page_id_not_null NOT NULL,
    user_id bigint,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL,
    object_str text NOT NULL
);


--
-- Name: wagtailcore_pagerevision_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagerevision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pagesubscription; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pagesubscription (
    id integer NOT NULL,
    comment_notifications boolean NOT NULL,
    page_id integer NOT NULL,
    user_id bigint NOT NULL
);


--
-- Name: wagtailcore_pagesubscription_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pagesubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pagesubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pageviewrestriction; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pageviewrestriction (
    id integer NOT NULL,
    password character varying(255) NOT NULL,
    page_id integer NOT NULL,
    restriction_type character varying(20) NOT NULL
);


--
-- Name: wagtailcore_pageviewrestriction_groups; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_pageviewrestriction_groups (
    id bigint NOT NULL,
    pageviewrestriction_id integer CONSTRAINT wagtailcore_pageviewrestriction_pageviewrestriction_id_not_null NOT NULL,
    group_id integer NOT NULL
);


--
-- Name: wagtailcore_pageviewrestriction_groups_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pageviewrestriction_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_pageviewrestriction_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_pageviewrestriction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_pageviewrestriction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_referenceindex; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_referenceindex (
    id integer NOT NULL,
    object_id character varying(255) NOT NULL,
    to_object_id character varying(255) NOT NULL,
    model_path text NOT NULL,
    content_path text NOT NULL,
    content_path_hash uuid NOT NULL,
    base_content_type_id integer NOT NULL,
    content_type_id integer NOT NULL,
    to_content_type_id integer NOT NULL
);


--
-- Name: wagtailcore_referenceindex_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_referenceindex ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_referenceindex_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_site; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_site (
    id integer NOT NULL,
    hostname character varying(255) NOT NULL,
    port integer NOT NULL,
    is_default_site boolean NOT NULL,
    root_page_id integer NOT NULL,
    site_name character varying(255) NOT NULL
);


--
-- Name: wagtailcore_site_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_site ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_site_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_task; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_task (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL,
    content_type_id integer NOT NULL
);


--
-- Name: wagtailcore_task_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_taskstate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_taskstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    content_type_id integer NOT NULL,
    revision_id integer CONSTRAINT wagtailcore_taskstate_page_revision_id_not_null NOT NULL,
    task_id integer NOT NULL,
    workflow_state_id integer NOT NULL,
    finished_by_id bigint,
    comment text NOT NULL
);


--
-- Name: wagtailcore_taskstate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_taskstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_taskstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_uploadedfile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_uploadedfile (
    id integer NOT NULL,
    file character varying(200) NOT NULL,
    for_content_type_id integer,
    uploaded_by_user_id bigint
);


--
-- Name: wagtailcore_uploadedfile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_uploadedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_uploadedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_workflow; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflow (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    active boolean NOT NULL
);


--
-- Name: wagtailcore_workflow_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_workflow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_workflowcontenttype; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowcontenttype (
    content_type_id integer NOT NULL,
    workflow_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowpage; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowpage (
    page_id integer NOT NULL,
    workflow_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowstate; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowstate (
    id integer NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    current_task_state_id integer,
    object_id character varying(255) CONSTRAINT wagtailcore_workflowstate_page_id_not_null NOT NULL,
    requested_by_id bigint,
    workflow_id integer NOT NULL,
    content_type_id integer NOT NULL,
    base_content_type_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowstate_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_workflowstate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowstate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailcore_workflowtask; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailcore_workflowtask (
    id integer NOT NULL,
    sort_order integer,
    task_id integer NOT NULL,
    workflow_id integer NOT NULL
);


--
-- Name: wagtailcore_workflowtask_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailcore_workflowtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailcore_workflowtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtaildocs_document; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtaildocs_document (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploaded_by_user_id bigint,
    collection_id integer NOT NULL,
    file_size bigint,
    file_hash character varying(40) NOT NULL,
    CONSTRAINT wagtaildocs_document_file_size_check CHECK ((file_size >= 0))
);


--
-- Name: wagtaildocs_document_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtaildocs_document ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtaildocs_document_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailembeds_embed; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailembeds_embed (
    id integer NOT NULL,
    url text NOT NULL,
    max_width smallint,
    type character varying(10) NOT NULL,
    html text NOT NULL,
    title text NOT NULL,
    author_name text NOT NULL,
    provider_name text NOT NULL,
    thumbnail_url text NOT NULL,
    width integer,
    height integer,
    last_updated timestamp with time zone NOT NULL,
    hash character varying(32) NOT NULL,
    cache_until timestamp with time zone
);


--
-- Name: wagtailembeds_embed_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailembeds_embed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailembeds_embed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailimages_image; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailimages_image (
    id integer NOT NULL,
    title character varying(255) NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    focal_point_x integer,
    focal_point_y integer,
    focal_point_width integer,
    focal_point_height integer,
    uploaded_by_user_id bigint,
    file_size integer,
    collection_id integer NOT NULL,
    file_hash character varying(40) NOT NULL,
    description character varying(255) NOT NULL,
    CONSTRAINT wagtailimages_image_file_size_check CHECK ((file_size >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_height_check CHECK ((focal_point_height >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_width_check CHECK ((focal_point_width >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_x_check CHECK ((focal_point_x >= 0)),
    CONSTRAINT wagtailimages_image_focal_point_y_check CHECK ((focal_point_y >= 0))
);


--
-- Name: wagtailimages_image_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailimages_image ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_image_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailimages_rendition; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailimages_rendition (
    id integer NOT NULL,
    file character varying(100) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    focal_point_key character varying(16) NOT NULL,
    filter_spec character varying(255) NOT NULL,
    image_id integer NOT NULL
);


--
-- Name: wagtailimages_rendition_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailimages_rendition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailimages_rendition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailredirects_redirect; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailredirects_redirect (
    id integer NOT NULL,
    old_path character varying(255) NOT NULL,
    is_permanent boolean NOT NULL,
    redirect_link character varying(255) NOT NULL,
    redirect_page_id integer,
    site_id integer,
    automatically_created boolean NOT NULL,
    created_at timestamp with time zone,
    redirect_page_route_path character varying(255) NOT NULL
);


--
-- Name: wagtailredirects_redirect_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailredirects_redirect ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailredirects_redirect_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailsearch_indexentry; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailsearch_indexentry (
    id integer NOT NULL,
    object_id character varying(50) NOT NULL,
    title_norm double precision NOT NULL,
    content_type_id integer NOT NULL,
    autocomplete tsvector NOT NULL,
    title tsvector NOT NULL,
    body tsvector NOT NULL,
    title_text text NOT NULL,
    body_text text NOT NULL
);


--
-- Name: wagtailsearch_indexentry_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailsearch_indexentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailsearch_indexentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: wagtailusers_userprofile; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.wagtailusers_userprofile (
    id integer NOT NULL,
    submitted_notifications boolean NOT NULL,
    approved_notifications boolean NOT NULL,
    rejected_notifications boolean NOT NULL,
    user_id bigint NOT NULL,
    preferred_language character varying(10) NOT NULL,
    current_time_zone character varying(40) NOT NULL,
    avatar character varying(100) NOT NULL,
    updated_comments_notifications boolean CONSTRAINT wagtailusers_userprofile_updated_comments_notification_not_null NOT NULL,
    dismissibles jsonb NOT NULL,
    theme character varying(40) NOT NULL,
    density character varying(40) NOT NULL,
    contrast character varying(40) NOT NULL,
    keyboard_shortcuts boolean NOT NULL
);


--
-- Name: wagtailusers_userprofile_id_seq; Type: SEQUENCE; Schema: public; Owner: -
--

ALTER TABLE public.wagtailusers_userprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.wagtailusers_userprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: procrastinate_events id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);


--
-- Name: procrastinate_jobs id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);


--
-- Name: procrastinate_periodic_defers id; Type: DEFAULT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);


--
-- Data for Name: account_emailaddress; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: account_emailconfirmation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: accounts_user_user_permissions; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_auditevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_chainhead; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: audit_checkpoint; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: auth_group; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group VALUES (1, 'Moderators');
INSERT INTO public.auth_group VALUES (2, 'Editors');


--
-- Data for Name: auth_group_permissions; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_group_permissions VALUES (1, 1, 109);
INSERT INTO public.auth_group_permissions VALUES (2, 2, 109);
INSERT INTO public.auth_group_permissions VALUES (3, 1, 112);
INSERT INTO public.auth_group_permissions VALUES (4, 1, 110);
INSERT INTO public.auth_group_permissions VALUES (5, 1, 111);
INSERT INTO public.auth_group_permissions VALUES (6, 2, 112);
INSERT INTO public.auth_group_permissions VALUES (7, 2, 110);
INSERT INTO public.auth_group_permissions VALUES (8, 2, 111);
INSERT INTO public.auth_group_permissions VALUES (9, 1, 113);
INSERT INTO public.auth_group_permissions VALUES (10, 2, 113);
INSERT INTO public.auth_group_permissions VALUES (11, 1, 114);
INSERT INTO public.auth_group_permissions VALUES (12, 1, 115);
INSERT INTO public.auth_group_permissions VALUES (13, 1, 116);
INSERT INTO public.auth_group_permissions VALUES (14, 2, 114);
INSERT INTO public.auth_group_permissions VALUES (15, 2, 115);
INSERT INTO public.auth_group_permissions VALUES (16, 2, 116);
INSERT INTO public.auth_group_permissions VALUES (17, 1, 117);
INSERT INTO public.auth_group_permissions VALUES (18, 2, 117);


--
-- Data for Name: auth_permission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.auth_permission VALUES (1, 'Can add locale', 3, 'add_locale');
INSERT INTO public.auth_permission VALUES (2, 'Can change locale', 3, 'change_locale');
INSERT INTO public.auth_permission VALUES (3, 'Can delete locale', 3, 'delete_locale');
INSERT INTO public.auth_permission VALUES (4, 'Can view locale', 3, 'view_locale');
INSERT INTO public.auth_permission VALUES (5, 'Can add site', 4, 'add_site');
INSERT INTO public.auth_permission VALUES (6, 'Can change site', 4, 'change_site');
INSERT INTO public.auth_permission VALUES (7, 'Can delete site', 4, 'delete_site');
INSERT INTO public.auth_permission VALUES (8, 'Can view site', 4, 'view_site');
INSERT INTO public.auth_permission VALUES (9, 'Can add group site permission', 5, 'add_groupsitepermission');
INSERT INTO public.auth_permission VALUES (10, 'Can change group site permission', 5, 'change_groupsitepermission');
INSERT INTO public.auth_permission VALUES (11, 'Can delete group site permission', 5, 'delete_groupsitepermission');
INSERT INTO public.auth_permission VALUES (12, 'Can view group site permission', 5, 'view_groupsitepermission');
INSERT INTO public.auth_permission VALUES (13, 'Can add API token', 6, 'add_apitoken');
INSERT INTO public.auth_permission VALUES (14, 'Can change API token', 6, 'change_apitoken');
INSERT INTO public.auth_permission VALUES (15, 'Can delete API token', 6, 'delete_apitoken');
INSERT INTO public.auth_permission VALUES (16, 'Can view API token', 6, 'view_apitoken');
INSERT INTO public.auth_permission VALUES (17, 'Can add model log entry', 7, 'add_modellogentry');
INSERT INTO public.auth_permission VALUES (18, 'Can change model log entry', 7, 'change_modellogentry');
INSERT INTO public.auth_permission VALUES (19, 'Can delete model log entry', 7, 'delete_modellogentry');
INSERT INTO public.auth_permission VALUES (20, 'Can view model log entry', 7, 'view_modellogentry');
INSERT INTO public.auth_permission VALUES (21, 'Can add revision', 8, 'add_revision');
INSERT INTO public.auth_permission VALUES (22, 'Can change revision', 8, 'change_revision');
INSERT INTO public.auth_permission VALUES (23, 'Can delete revision', 8, 'delete_revision');
INSERT INTO public.auth_permission VALUES (24, 'Can view revision', 8, 'view_revision');
INSERT INTO public.auth_permission VALUES (25, 'Can add collection view restriction', 9, 'add_collectionviewrestriction');
INSERT INTO public.auth_permission VALUES (26, 'Can change collection view restriction', 9, 'change_collectionviewrestriction');
INSERT INTO public.auth_permission VALUES (27, 'Can delete collection view restriction', 9, 'delete_collectionviewrestriction');
INSERT INTO public.auth_permission VALUES (28, 'Can view collection view restriction', 9, 'view_collectionviewrestriction');
INSERT INTO public.auth_permission VALUES (29, 'Can add collection', 10, 'add_collection');
INSERT INTO public.auth_permission VALUES (30, 'Can change collection', 10, 'change_collection');
INSERT INTO public.auth_permission VALUES (31, 'Can delete collection', 10, 'delete_collection');
INSERT INTO public.auth_permission VALUES (32, 'Can view collection', 10, 'view_collection');
INSERT INTO public.auth_permission VALUES (33, 'Can add group collection permission', 11, 'add_groupcollectionpermission');
INSERT INTO public.auth_permission VALUES (34, 'Can change group collection permission', 11, 'change_groupcollectionpermission');
INSERT INTO public.auth_permission VALUES (35, 'Can delete group collection permission', 11, 'delete_groupcollectionpermission');
INSERT INTO public.auth_permission VALUES (36, 'Can view group collection permission', 11, 'view_groupcollectionpermission');
INSERT INTO public.auth_permission VALUES (37, 'Can add uploaded file', 12, 'add_uploadedfile');
INSERT INTO public.auth_permission VALUES (38, 'Can change uploaded file', 12, 'change_uploadedfile');
INSERT INTO public.auth_permission VALUES (39, 'Can delete uploaded file', 12, 'delete_uploadedfile');
INSERT INTO public.auth_permission VALUES (40, 'Can view uploaded file', 12, 'view_uploadedfile');
INSERT INTO public.auth_permission VALUES (41, 'Can add workflow content type', 13, 'add_workflowcontenttype');
INSERT INTO public.auth_permission VALUES (42, 'Can change workflow content type', 13, 'change_workflowcontenttype');
INSERT INTO public.auth_permission VALUES (43, 'Can delete workflow content type', 13, 'delete_workflowcontenttype');
INSERT INTO public.auth_permission VALUES (44, 'Can view workflow content type', 13, 'view_workflowcontenttype');
INSERT INTO public.auth_permission VALUES (45, 'Can add Workflow state', 14, 'add_workflowstate');
INSERT INTO public.auth_permission VALUES (46, 'Can change Workflow state', 14, 'change_workflowstate');
INSERT INTO public.auth_permission VALUES (47, 'Can delete Workflow state', 14, 'delete_workflowstate');
INSERT INTO public.auth_permission VALUES (48, 'Can view Workflow state', 14, 'view_workflowstate');
INSERT INTO public.auth_permission VALUES (49, 'Can add workflow', 15, 'add_workflow');
INSERT INTO public.auth_permission VALUES (50, 'Can change workflow', 15, 'change_workflow');
INSERT INTO public.auth_permission VALUES (51, 'Can delete workflow', 15, 'delete_workflow');
INSERT INTO public.auth_permission VALUES (52, 'Can view workflow', 15, 'view_workflow');
INSERT INTO public.auth_permission VALUES (53, 'Can add workflow task order', 16, 'add_workflowtask');
INSERT INTO public.auth_permission VALUES (54, 'Can change workflow task order', 16, 'change_workflowtask');
INSERT INTO public.auth_permission VALUES (55, 'Can delete workflow task order', 16, 'delete_workflowtask');
INSERT INTO public.auth_permission VALUES (56, 'Can view workflow task order', 16, 'view_workflowtask');
INSERT INTO public.auth_permission VALUES (57, 'Can add task', 17, 'add_task');
INSERT INTO public.auth_permission VALUES (58, 'Can change task', 17, 'change_task');
INSERT INTO public.auth_permission VALUES (59, 'Can delete task', 17, 'delete_task');
INSERT INTO public.auth_permission VALUES (60, 'Can view task', 17, 'view_task');
INSERT INTO public.auth_permission VALUES (61, 'Can add Group approval task', 2, 'add_groupapprovaltask');
INSERT INTO public.auth_permission VALUES (62, 'Can change Group approval task', 2, 'change_groupapprovaltask');
INSERT INTO public.auth_permission VALUES (63, 'Can delete Group approval task', 2, 'delete_groupapprovaltask');
INSERT INTO public.auth_permission VALUES (64, 'Can view Group approval task', 2, 'view_groupapprovaltask');
INSERT INTO public.auth_permission VALUES (65, 'Can add Task state', 18, 'add_taskstate');
INSERT INTO public.auth_permission VALUES (66, 'Can change Task state', 18, 'change_taskstate');
INSERT INTO public.auth_permission VALUES (67, 'Can delete Task state', 18, 'delete_taskstate');
INSERT INTO public.auth_permission VALUES (68, 'Can view Task state', 18, 'view_taskstate');
INSERT INTO public.auth_permission VALUES (69, 'Can add page', 1, 'add_page');
INSERT INTO public.auth_permission VALUES (70, 'Can change page', 1, 'change_page');
INSERT INTO public.auth_permission VALUES (71, 'Can delete page', 1, 'delete_page');
INSERT INTO public.auth_permission VALUES (72, 'Can view page', 1, 'view_page');
INSERT INTO public.auth_permission VALUES (73, 'Delete pages with children', 1, 'bulk_delete_page');
INSERT INTO public.auth_permission VALUES (74, 'Lock/unlock pages you''ve locked', 1, 'lock_page');
INSERT INTO public.auth_permission VALUES (75, 'Publish any page', 1, 'publish_page');
INSERT INTO public.auth_permission VALUES (76, 'Unlock any page', 1, 'unlock_page');
INSERT INTO public.auth_permission VALUES (77, 'Can add group page permission', 19, 'add_grouppagepermission');
INSERT INTO public.auth_permission VALUES (78, 'Can change group page permission', 19, 'change_grouppagepermission');
INSERT INTO public.auth_permission VALUES (79, 'Can delete group page permission', 19, 'delete_grouppagepermission');
INSERT INTO public.auth_permission VALUES (80, 'Can view group page permission', 19, 'view_grouppagepermission');
INSERT INTO public.auth_permission VALUES (81, 'Can add page view restriction', 20, 'add_pageviewrestriction');
INSERT INTO public.auth_permission VALUES (82, 'Can change page view restriction', 20, 'change_pageviewrestriction');
INSERT INTO public.auth_permission VALUES (83, 'Can delete page view restriction', 20, 'delete_pageviewrestriction');
INSERT INTO public.auth_permission VALUES (84, 'Can view page view restriction', 20, 'view_pageviewrestriction');
INSERT INTO public.auth_permission VALUES (85, 'Can add workflow page', 21, 'add_workflowpage');
INSERT INTO public.auth_permission VALUES (86, 'Can change workflow page', 21, 'change_workflowpage');
INSERT INTO public.auth_permission VALUES (87, 'Can delete workflow page', 21, 'delete_workflowpage');
INSERT INTO public.auth_permission VALUES (88, 'Can view workflow page', 21, 'view_workflowpage');
INSERT INTO public.auth_permission VALUES (89, 'Can add page log entry', 22, 'add_pagelogentry');
INSERT INTO public.auth_permission VALUES (90, 'Can change page log entry', 22, 'change_pagelogentry');
INSERT INTO public.auth_permission VALUES (91, 'Can delete page log entry', 22, 'delete_pagelogentry');
INSERT INTO public.auth_permission VALUES (92, 'Can view page log entry', 22, 'view_pagelogentry');
INSERT INTO public.auth_permission VALUES (93, 'Can add comment', 23, 'add_comment');
INSERT INTO public.auth_permission VALUES (94, 'Can change comment', 23, 'change_comment');
INSERT INTO public.auth_permission VALUES (95, 'Can delete comment', 23, 'delete_comment');
INSERT INTO public.auth_permission VALUES (96, 'Can view comment', 23, 'view_comment');
INSERT INTO public.auth_permission VALUES (97, 'Can add comment reply', 24, 'add_commentreply');
INSERT INTO public.auth_permission VALUES (98, 'Can change comment reply', 24, 'change_commentreply');
INSERT INTO public.auth_permission VALUES (99, 'Can delete comment reply', 24, 'delete_commentreply');
INSERT INTO public.auth_permission VALUES (100, 'Can view comment reply', 24, 'view_commentreply');
INSERT INTO public.auth_permission VALUES (101, 'Can add page subscription', 25, 'add_pagesubscription');
INSERT INTO public.auth_permission VALUES (102, 'Can change page subscription', 25, 'change_pagesubscription');
INSERT INTO public.auth_permission VALUES (103, 'Can delete page subscription', 25, 'delete_pagesubscription');
INSERT INTO public.auth_permission VALUES (104, 'Can view page subscription', 25, 'view_pagesubscription');
INSERT INTO public.auth_permission VALUES (105, 'Can add reference index', 26, 'add_referenceindex');
INSERT INTO public.auth_permission VALUES (106, 'Can change reference index', 26, 'change_referenceindex');
INSERT INTO public.auth_permission VALUES (107, 'Can delete reference index', 26, 'delete_referenceindex');
INSERT INTO public.auth_permission VALUES (108, 'Can view reference index', 26, 'view_referenceindex');
INSERT INTO public.auth_permission VALUES (109, 'Can access Wagtail admin', 32, 'access_admin');
INSERT INTO public.auth_permission VALUES (110, 'Can add document', 33, 'add_document');
INSERT INTO public.auth_permission VALUES (111, 'Can change document', 33, 'change_document');
INSERT INTO public.auth_permission VALUES (112, 'Can delete document', 33, 'delete_document');
INSERT INTO public.auth_permission VALUES (113, 'Can choose document', 33, 'choose_document');
INSERT INTO public.auth_permission VALUES (114, 'Can add image', 34, 'add_image');
INSERT INTO public.auth_permission VALUES (115, 'Can change image', 34, 'change_image');
INSERT INTO public.auth_permission VALUES (116, 'Can delete image', 34, 'delete_image');
INSERT INTO public.auth_permission VALUES (117, 'Can choose image', 34, 'choose_image');
INSERT INTO public.auth_permission VALUES (118, 'Can add guidance index page', 30, 'add_guidanceindexpage');
INSERT INTO public.auth_permission VALUES (119, 'Can change guidance index page', 30, 'change_guidanceindexpage');
INSERT INTO public.auth_permission VALUES (120, 'Can delete guidance index page', 30, 'delete_guidanceindexpage');
INSERT INTO public.auth_permission VALUES (121, 'Can view guidance index page', 30, 'view_guidanceindexpage');
INSERT INTO public.auth_permission VALUES (122, 'Can add guidance page', 35, 'add_guidancepage');
INSERT INTO public.auth_permission VALUES (123, 'Can change guidance page', 35, 'change_guidancepage');
INSERT INTO public.auth_permission VALUES (124, 'Can delete guidance page', 35, 'delete_guidancepage');
INSERT INTO public.auth_permission VALUES (125, 'Can view guidance page', 35, 'view_guidancepage');
INSERT INTO public.auth_permission VALUES (126, 'Can add home page', 29, 'add_homepage');
INSERT INTO public.auth_permission VALUES (127, 'Can change home page', 29, 'change_homepage');
INSERT INTO public.auth_permission VALUES (128, 'Can delete home page', 29, 'delete_homepage');
INSERT INTO public.auth_permission VALUES (129, 'Can view home page', 29, 'view_homepage');
INSERT INTO public.auth_permission VALUES (130, 'Can add news index page', 31, 'add_newsindexpage');
INSERT INTO public.auth_permission VALUES (131, 'Can change news index page', 31, 'change_newsindexpage');
INSERT INTO public.auth_permission VALUES (132, 'Can delete news index page', 31, 'delete_newsindexpage');
INSERT INTO public.auth_permission VALUES (133, 'Can view news index page', 31, 'view_newsindexpage');
INSERT INTO public.auth_permission VALUES (134, 'Can add news page', 36, 'add_newspage');
INSERT INTO public.auth_permission VALUES (135, 'Can change news page', 36, 'change_newspage');
INSERT INTO public.auth_permission VALUES (136, 'Can delete news page', 36, 'delete_newspage');
INSERT INTO public.auth_permission VALUES (137, 'Can view news page', 36, 'view_newspage');
INSERT INTO public.auth_permission VALUES (138, 'Can add need', 37, 'add_need');
INSERT INTO public.auth_permission VALUES (139, 'Can change need', 37, 'change_need');
INSERT INTO public.auth_permission VALUES (140, 'Can delete need', 37, 'delete_need');
INSERT INTO public.auth_permission VALUES (141, 'Can view need', 37, 'view_need');
INSERT INTO public.auth_permission VALUES (142, 'Can add need funding', 38, 'add_needfunding');
INSERT INTO public.auth_permission VALUES (143, 'Can change need funding', 38, 'change_needfunding');
INSERT INTO public.auth_permission VALUES (144, 'Can delete need funding', 38, 'delete_needfunding');
INSERT INTO public.auth_permission VALUES (145, 'Can view need funding', 38, 'view_needfunding');
INSERT INTO public.auth_permission VALUES (146, 'Can add join proposal', 39, 'add_joinproposal');
INSERT INTO public.auth_permission VALUES (147, 'Can change join proposal', 39, 'change_joinproposal');
INSERT INTO public.auth_permission VALUES (148, 'Can delete join proposal', 39, 'delete_joinproposal');
INSERT INTO public.auth_permission VALUES (149, 'Can view join proposal', 39, 'view_joinproposal');
INSERT INTO public.auth_permission VALUES (150, 'Can add market forum', 40, 'add_forum');
INSERT INTO public.auth_permission VALUES (151, 'Can change market forum', 40, 'change_forum');
INSERT INTO public.auth_permission VALUES (152, 'Can delete market forum', 40, 'delete_forum');
INSERT INTO public.auth_permission VALUES (153, 'Can view market forum', 40, 'view_forum');
INSERT INTO public.auth_permission VALUES (154, 'Can add forum need', 41, 'add_forumneed');
INSERT INTO public.auth_permission VALUES (155, 'Can change forum need', 41, 'change_forumneed');
INSERT INTO public.auth_permission VALUES (156, 'Can delete forum need', 41, 'delete_forumneed');
INSERT INTO public.auth_permission VALUES (157, 'Can view forum need', 41, 'view_forumneed');
INSERT INTO public.auth_permission VALUES (158, 'Can add registration', 42, 'add_registration');
INSERT INTO public.auth_permission VALUES (159, 'Can change registration', 42, 'change_registration');
INSERT INTO public.auth_permission VALUES (160, 'Can delete registration', 42, 'delete_registration');
INSERT INTO public.auth_permission VALUES (161, 'Can view registration', 42, 'view_registration');
INSERT INTO public.auth_permission VALUES (162, 'Can add question', 43, 'add_forumquestion');
INSERT INTO public.auth_permission VALUES (163, 'Can change question', 43, 'change_forumquestion');
INSERT INTO public.auth_permission VALUES (164, 'Can delete question', 43, 'delete_forumquestion');
INSERT INTO public.auth_permission VALUES (165, 'Can view question', 43, 'view_forumquestion');
INSERT INTO public.auth_permission VALUES (166, 'Can add market lesson', 44, 'add_marketlesson');
INSERT INTO public.auth_permission VALUES (167, 'Can change market lesson', 44, 'change_marketlesson');
INSERT INTO public.auth_permission VALUES (168, 'Can delete market lesson', 44, 'delete_marketlesson');
INSERT INTO public.auth_permission VALUES (169, 'Can view market lesson', 44, 'view_marketlesson');
INSERT INTO public.auth_permission VALUES (170, 'Can add minutes entry', 45, 'add_minutesentry');
INSERT INTO public.auth_permission VALUES (171, 'Can change minutes entry', 45, 'change_minutesentry');
INSERT INTO public.auth_permission VALUES (172, 'Can delete minutes entry', 45, 'delete_minutesentry');
INSERT INTO public.auth_permission VALUES (173, 'Can view minutes entry', 45, 'view_minutesentry');
INSERT INTO public.auth_permission VALUES (174, 'Can add minutes version', 46, 'add_minutesversion');
INSERT INTO public.auth_permission VALUES (175, 'Can change minutes version', 46, 'change_minutesversion');
INSERT INTO public.auth_permission VALUES (176, 'Can delete minutes version', 46, 'delete_minutesversion');
INSERT INTO public.auth_permission VALUES (177, 'Can view minutes version', 46, 'view_minutesversion');
INSERT INTO public.auth_permission VALUES (178, 'Can add question vote', 47, 'add_questionvote');
INSERT INTO public.auth_permission VALUES (179, 'Can change question vote', 47, 'change_questionvote');
INSERT INTO public.auth_permission VALUES (180, 'Can delete question vote', 47, 'delete_questionvote');
INSERT INTO public.auth_permission VALUES (181, 'Can view question vote', 47, 'view_questionvote');
INSERT INTO public.auth_permission VALUES (182, 'Can add contract', 48, 'add_contract');
INSERT INTO public.auth_permission VALUES (183, 'Can change contract', 48, 'change_contract');
INSERT INTO public.auth_permission VALUES (184, 'Can delete contract', 48, 'delete_contract');
INSERT INTO public.auth_permission VALUES (185, 'Can view contract', 48, 'view_contract');
INSERT INTO public.auth_permission VALUES (186, 'Can add amendment', 49, 'add_amendment');
INSERT INTO public.auth_permission VALUES (187, 'Can change amendment', 49, 'change_amendment');
INSERT INTO public.auth_permission VALUES (188, 'Can delete amendment', 49, 'delete_amendment');
INSERT INTO public.auth_permission VALUES (189, 'Can view amendment', 49, 'view_amendment');
INSERT INTO public.auth_permission VALUES (190, 'Can add service level term', 50, 'add_servicelevelterm');
INSERT INTO public.auth_permission VALUES (191, 'Can change service level term', 50, 'change_servicelevelterm');
INSERT INTO public.auth_permission VALUES (192, 'Can delete service level term', 50, 'delete_servicelevelterm');
INSERT INTO public.auth_permission VALUES (193, 'Can view service level term', 50, 'view_servicelevelterm');
INSERT INTO public.auth_permission VALUES (194, 'Can add credit tier', 51, 'add_credittier');
INSERT INTO public.auth_permission VALUES (195, 'Can change credit tier', 51, 'change_credittier');
INSERT INTO public.auth_permission VALUES (196, 'Can delete credit tier', 51, 'delete_credittier');
INSERT INTO public.auth_permission VALUES (197, 'Can view credit tier', 51, 'view_credittier');
INSERT INTO public.auth_permission VALUES (198, 'Can add order', 52, 'add_order');
INSERT INTO public.auth_permission VALUES (199, 'Can change order', 52, 'change_order');
INSERT INTO public.auth_permission VALUES (200, 'Can delete order', 52, 'delete_order');
INSERT INTO public.auth_permission VALUES (201, 'Can view order', 52, 'view_order');
INSERT INTO public.auth_permission VALUES (202, 'Can add funding share', 53, 'add_fundingshare');
INSERT INTO public.auth_permission VALUES (203, 'Can change funding share', 53, 'change_fundingshare');
INSERT INTO public.auth_permission VALUES (204, 'Can delete funding share', 53, 'delete_fundingshare');
INSERT INTO public.auth_permission VALUES (205, 'Can view funding share', 53, 'view_fundingshare');
INSERT INTO public.auth_permission VALUES (206, 'Can add exclusion', 54, 'add_exclusion');
INSERT INTO public.auth_permission VALUES (207, 'Can change exclusion', 54, 'change_exclusion');
INSERT INTO public.auth_permission VALUES (208, 'Can delete exclusion', 54, 'delete_exclusion');
INSERT INTO public.auth_permission VALUES (209, 'Can view exclusion', 54, 'view_exclusion');
INSERT INTO public.auth_permission VALUES (210, 'Can add hourly rollup', 55, 'add_hourlyrollup');
INSERT INTO public.auth_permission VALUES (211, 'Can change hourly rollup', 55, 'change_hourlyrollup');
INSERT INTO public.auth_permission VALUES (212, 'Can delete hourly rollup', 55, 'delete_hourlyrollup');
INSERT INTO public.auth_permission VALUES (213, 'Can view hourly rollup', 55, 'view_hourlyrollup');
INSERT INTO public.auth_permission VALUES (214, 'Can add period result', 56, 'add_periodresult');
INSERT INTO public.auth_permission VALUES (215, 'Can change period result', 56, 'change_periodresult');
INSERT INTO public.auth_permission VALUES (216, 'Can delete period result', 56, 'delete_periodresult');
INSERT INTO public.auth_permission VALUES (217, 'Can view period result', 56, 'view_periodresult');
INSERT INTO public.auth_permission VALUES (218, 'Can add dispute', 57, 'add_dispute');
INSERT INTO public.auth_permission VALUES (219, 'Can change dispute', 57, 'change_dispute');
INSERT INTO public.auth_permission VALUES (220, 'Can delete dispute', 57, 'delete_dispute');
INSERT INTO public.auth_permission VALUES (221, 'Can view dispute', 57, 'view_dispute');
INSERT INTO public.auth_permission VALUES (222, 'Can add service credit', 58, 'add_servicecredit');
INSERT INTO public.auth_permission VALUES (223, 'Can change service credit', 58, 'change_servicecredit');
INSERT INTO public.auth_permission VALUES (224, 'Can delete service credit', 58, 'delete_servicecredit');
INSERT INTO public.auth_permission VALUES (225, 'Can view service credit', 58, 'view_servicecredit');
INSERT INTO public.auth_permission VALUES (226, 'Can add evidence batch', 59, 'add_evidencebatch');
INSERT INTO public.auth_permission VALUES (227, 'Can change evidence batch', 59, 'change_evidencebatch');
INSERT INTO public.auth_permission VALUES (228, 'Can delete evidence batch', 59, 'delete_evidencebatch');
INSERT INTO public.auth_permission VALUES (229, 'Can view evidence batch', 59, 'view_evidencebatch');
INSERT INTO public.auth_permission VALUES (230, 'Can add framework agreement', 60, 'add_framework');
INSERT INTO public.auth_permission VALUES (231, 'Can change framework agreement', 60, 'change_framework');
INSERT INTO public.auth_permission VALUES (232, 'Can delete framework agreement', 60, 'delete_framework');
INSERT INTO public.auth_permission VALUES (233, 'Can view framework agreement', 60, 'view_framework');
INSERT INTO public.auth_permission VALUES (234, 'Can add framework amendment', 61, 'add_frameworkamendment');
INSERT INTO public.auth_permission VALUES (235, 'Can change framework amendment', 61, 'change_frameworkamendment');
INSERT INTO public.auth_permission VALUES (236, 'Can delete framework amendment', 61, 'delete_frameworkamendment');
INSERT INTO public.auth_permission VALUES (237, 'Can view framework amendment', 61, 'view_frameworkamendment');
INSERT INTO public.auth_permission VALUES (238, 'Can add framework lot', 62, 'add_frameworklot');
INSERT INTO public.auth_permission VALUES (239, 'Can change framework lot', 62, 'change_frameworklot');
INSERT INTO public.auth_permission VALUES (240, 'Can delete framework lot', 62, 'delete_frameworklot');
INSERT INTO public.auth_permission VALUES (241, 'Can view framework lot', 62, 'view_frameworklot');
INSERT INTO public.auth_permission VALUES (242, 'Can add amended value', 63, 'add_amendedvalue');
INSERT INTO public.auth_permission VALUES (243, 'Can change amended value', 63, 'change_amendedvalue');
INSERT INTO public.auth_permission VALUES (244, 'Can delete amended value', 63, 'delete_amendedvalue');
INSERT INTO public.auth_permission VALUES (245, 'Can view amended value', 63, 'view_amendedvalue');
INSERT INTO public.auth_permission VALUES (246, 'Can add framework member', 64, 'add_frameworkmember');
INSERT INTO public.auth_permission VALUES (247, 'Can change framework member', 64, 'change_frameworkmember');
INSERT INTO public.auth_permission VALUES (248, 'Can delete framework member', 64, 'delete_frameworkmember');
INSERT INTO public.auth_permission VALUES (249, 'Can view framework member', 64, 'view_frameworkmember');
INSERT INTO public.auth_permission VALUES (250, 'Can add lot vendor', 65, 'add_lotvendor');
INSERT INTO public.auth_permission VALUES (251, 'Can change lot vendor', 65, 'change_lotvendor');
INSERT INTO public.auth_permission VALUES (252, 'Can delete lot vendor', 65, 'delete_lotvendor');
INSERT INTO public.auth_permission VALUES (253, 'Can view lot vendor', 65, 'view_lotvendor');
INSERT INTO public.auth_permission VALUES (254, 'Can add draw down', 66, 'add_drawdown');
INSERT INTO public.auth_permission VALUES (255, 'Can change draw down', 66, 'change_drawdown');
INSERT INTO public.auth_permission VALUES (256, 'Can delete draw down', 66, 'delete_drawdown');
INSERT INTO public.auth_permission VALUES (257, 'Can view draw down', 66, 'view_drawdown');
INSERT INTO public.auth_permission VALUES (258, 'Can add buying policy', 67, 'add_buyingpolicy');
INSERT INTO public.auth_permission VALUES (259, 'Can change buying policy', 67, 'change_buyingpolicy');
INSERT INTO public.auth_permission VALUES (260, 'Can delete buying policy', 67, 'delete_buyingpolicy');
INSERT INTO public.auth_permission VALUES (261, 'Can view buying policy', 67, 'view_buyingpolicy');
INSERT INTO public.auth_permission VALUES (262, 'Can add policy band', 68, 'add_policyband');
INSERT INTO public.auth_permission VALUES (263, 'Can change policy band', 68, 'change_policyband');
INSERT INTO public.auth_permission VALUES (264, 'Can delete policy band', 68, 'delete_policyband');
INSERT INTO public.auth_permission VALUES (265, 'Can view policy band', 68, 'view_policyband');
INSERT INTO public.auth_permission VALUES (266, 'Can add policy rule', 69, 'add_policyrule');
INSERT INTO public.auth_permission VALUES (267, 'Can change policy rule', 69, 'change_policyrule');
INSERT INTO public.auth_permission VALUES (268, 'Can delete policy rule', 69, 'delete_policyrule');
INSERT INTO public.auth_permission VALUES (269, 'Can view policy rule', 69, 'view_policyrule');
INSERT INTO public.auth_permission VALUES (270, 'Can add order approval', 70, 'add_orderapproval');
INSERT INTO public.auth_permission VALUES (271, 'Can change order approval', 70, 'change_orderapproval');
INSERT INTO public.auth_permission VALUES (272, 'Can delete order approval', 70, 'delete_orderapproval');
INSERT INTO public.auth_permission VALUES (273, 'Can view order approval', 70, 'view_orderapproval');
INSERT INTO public.auth_permission VALUES (274, 'Can add case', 71, 'add_case');
INSERT INTO public.auth_permission VALUES (275, 'Can change case', 71, 'change_case');
INSERT INTO public.auth_permission VALUES (276, 'Can delete case', 71, 'delete_case');
INSERT INTO public.auth_permission VALUES (277, 'Can view case', 71, 'view_case');
INSERT INTO public.auth_permission VALUES (278, 'Can add clock event', 72, 'add_clockevent');
INSERT INTO public.auth_permission VALUES (279, 'Can change clock event', 72, 'change_clockevent');
INSERT INTO public.auth_permission VALUES (280, 'Can delete clock event', 72, 'delete_clockevent');
INSERT INTO public.auth_permission VALUES (281, 'Can view clock event', 72, 'view_clockevent');
INSERT INTO public.auth_permission VALUES (282, 'Can add candidate', 73, 'add_candidate');
INSERT INTO public.auth_permission VALUES (283, 'Can change candidate', 73, 'change_candidate');
INSERT INTO public.auth_permission VALUES (284, 'Can delete candidate', 73, 'delete_candidate');
INSERT INTO public.auth_permission VALUES (285, 'Can view candidate', 73, 'view_candidate');
INSERT INTO public.auth_permission VALUES (286, 'Can add desktop comparison', 74, 'add_comparison');
INSERT INTO public.auth_permission VALUES (287, 'Can change desktop comparison', 74, 'change_comparison');
INSERT INTO public.auth_permission VALUES (288, 'Can delete desktop comparison', 74, 'delete_comparison');
INSERT INTO public.auth_permission VALUES (289, 'Can view desktop comparison', 74, 'view_comparison');
INSERT INTO public.auth_permission VALUES (290, 'Can add judgement', 75, 'add_judgement');
INSERT INTO public.auth_permission VALUES (291, 'Can change judgement', 75, 'change_judgement');
INSERT INTO public.auth_permission VALUES (292, 'Can delete judgement', 75, 'delete_judgement');
INSERT INTO public.auth_permission VALUES (293, 'Can view judgement', 75, 'view_judgement');
INSERT INTO public.auth_permission VALUES (294, 'Can add weight', 76, 'add_weight');
INSERT INTO public.auth_permission VALUES (295, 'Can change weight', 76, 'change_weight');
INSERT INTO public.auth_permission VALUES (296, 'Can delete weight', 76, 'delete_weight');
INSERT INTO public.auth_permission VALUES (297, 'Can view weight', 76, 'view_weight');
INSERT INTO public.auth_permission VALUES (298, 'Can add contract version', 77, 'add_contractversion');
INSERT INTO public.auth_permission VALUES (299, 'Can change contract version', 77, 'change_contractversion');
INSERT INTO public.auth_permission VALUES (300, 'Can delete contract version', 77, 'delete_contractversion');
INSERT INTO public.auth_permission VALUES (301, 'Can view contract version', 77, 'view_contractversion');
INSERT INTO public.auth_permission VALUES (302, 'Can add signature', 78, 'add_signature');
INSERT INTO public.auth_permission VALUES (303, 'Can change signature', 78, 'change_signature');
INSERT INTO public.auth_permission VALUES (304, 'Can delete signature', 78, 'delete_signature');
INSERT INTO public.auth_permission VALUES (305, 'Can view signature', 78, 'view_signature');
INSERT INTO public.auth_permission VALUES (306, 'Can add amendment', 79, 'add_amendmentproposal');
INSERT INTO public.auth_permission VALUES (307, 'Can change amendment', 79, 'change_amendmentproposal');
INSERT INTO public.auth_permission VALUES (308, 'Can delete amendment', 79, 'delete_amendmentproposal');
INSERT INTO public.auth_permission VALUES (309, 'Can view amendment', 79, 'view_amendmentproposal');
INSERT INTO public.auth_permission VALUES (310, 'Can add extension option', 80, 'add_extensionoption');
INSERT INTO public.auth_permission VALUES (311, 'Can change extension option', 80, 'change_extensionoption');
INSERT INTO public.auth_permission VALUES (312, 'Can delete extension option', 80, 'delete_extensionoption');
INSERT INTO public.auth_permission VALUES (313, 'Can view extension option', 80, 'view_extensionoption');
INSERT INTO public.auth_permission VALUES (314, 'Can add renewal decision', 81, 'add_renewaldecision');
INSERT INTO public.auth_permission VALUES (315, 'Can change renewal decision', 81, 'change_renewaldecision');
INSERT INTO public.auth_permission VALUES (316, 'Can delete renewal decision', 81, 'delete_renewaldecision');
INSERT INTO public.auth_permission VALUES (317, 'Can view renewal decision', 81, 'view_renewaldecision');
INSERT INTO public.auth_permission VALUES (318, 'Can add assessor', 82, 'add_assessor');
INSERT INTO public.auth_permission VALUES (319, 'Can change assessor', 82, 'change_assessor');
INSERT INTO public.auth_permission VALUES (320, 'Can delete assessor', 82, 'delete_assessor');
INSERT INTO public.auth_permission VALUES (321, 'Can view assessor', 82, 'view_assessor');
INSERT INTO public.auth_permission VALUES (322, 'Can add catalogue review', 27, 'add_cataloguereview');
INSERT INTO public.auth_permission VALUES (323, 'Can change catalogue review', 27, 'change_cataloguereview');
INSERT INTO public.auth_permission VALUES (324, 'Can delete catalogue review', 27, 'delete_cataloguereview');
INSERT INTO public.auth_permission VALUES (325, 'Can view catalogue review', 27, 'view_cataloguereview');
INSERT INTO public.auth_permission VALUES (326, 'Can add topic', 83, 'add_topic');
INSERT INTO public.auth_permission VALUES (327, 'Can change topic', 83, 'change_topic');
INSERT INTO public.auth_permission VALUES (328, 'Can delete topic', 83, 'delete_topic');
INSERT INTO public.auth_permission VALUES (329, 'Can view topic', 83, 'view_topic');
INSERT INTO public.auth_permission VALUES (330, 'Can add offering', 28, 'add_offering');
INSERT INTO public.auth_permission VALUES (331, 'Can change offering', 28, 'change_offering');
INSERT INTO public.auth_permission VALUES (332, 'Can delete offering', 28, 'delete_offering');
INSERT INTO public.auth_permission VALUES (333, 'Can view offering', 28, 'view_offering');
INSERT INTO public.auth_permission VALUES (334, 'Can add offering change', 84, 'add_offeringchange');
INSERT INTO public.auth_permission VALUES (335, 'Can change offering change', 84, 'change_offeringchange');
INSERT INTO public.auth_permission VALUES (336, 'Can delete offering change', 84, 'delete_offeringchange');
INSERT INTO public.auth_permission VALUES (337, 'Can view offering change', 84, 'view_offeringchange');
INSERT INTO public.auth_permission VALUES (338, 'Can add offered service level', 85, 'add_offeredservicelevel');
INSERT INTO public.auth_permission VALUES (339, 'Can change offered service level', 85, 'change_offeredservicelevel');
INSERT INTO public.auth_permission VALUES (340, 'Can delete offered service level', 85, 'delete_offeredservicelevel');
INSERT INTO public.auth_permission VALUES (341, 'Can view offered service level', 85, 'view_offeredservicelevel');
INSERT INTO public.auth_permission VALUES (342, 'Can add agency use', 86, 'add_agencyuse');
INSERT INTO public.auth_permission VALUES (343, 'Can change agency use', 86, 'change_agencyuse');
INSERT INTO public.auth_permission VALUES (344, 'Can delete agency use', 86, 'delete_agencyuse');
INSERT INTO public.auth_permission VALUES (345, 'Can view agency use', 86, 'view_agencyuse');
INSERT INTO public.auth_permission VALUES (346, 'Can add offering facts', 87, 'add_offeringfacts');
INSERT INTO public.auth_permission VALUES (347, 'Can change offering facts', 87, 'change_offeringfacts');
INSERT INTO public.auth_permission VALUES (348, 'Can delete offering facts', 87, 'delete_offeringfacts');
INSERT INTO public.auth_permission VALUES (349, 'Can view offering facts', 87, 'view_offeringfacts');
INSERT INTO public.auth_permission VALUES (350, 'Can add plan', 88, 'add_plan');
INSERT INTO public.auth_permission VALUES (351, 'Can change plan', 88, 'change_plan');
INSERT INTO public.auth_permission VALUES (352, 'Can delete plan', 88, 'delete_plan');
INSERT INTO public.auth_permission VALUES (353, 'Can view plan', 88, 'view_plan');
INSERT INTO public.auth_permission VALUES (354, 'Can add search entry', 89, 'add_searchentry');
INSERT INTO public.auth_permission VALUES (355, 'Can change search entry', 89, 'change_searchentry');
INSERT INTO public.auth_permission VALUES (356, 'Can delete search entry', 89, 'delete_searchentry');
INSERT INTO public.auth_permission VALUES (357, 'Can view search entry', 89, 'view_searchentry');
INSERT INTO public.auth_permission VALUES (358, 'Can add search word', 90, 'add_searchword');
INSERT INTO public.auth_permission VALUES (359, 'Can change search word', 90, 'change_searchword');
INSERT INTO public.auth_permission VALUES (360, 'Can delete search word', 90, 'delete_searchword');
INSERT INTO public.auth_permission VALUES (361, 'Can view search word', 90, 'view_searchword');
INSERT INTO public.auth_permission VALUES (362, 'Can add lot', 91, 'add_lot');
INSERT INTO public.auth_permission VALUES (363, 'Can change lot', 91, 'change_lot');
INSERT INTO public.auth_permission VALUES (364, 'Can delete lot', 91, 'delete_lot');
INSERT INTO public.auth_permission VALUES (365, 'Can view lot', 91, 'view_lot');
INSERT INTO public.auth_permission VALUES (366, 'Can add shortlist', 92, 'add_shortlist');
INSERT INTO public.auth_permission VALUES (367, 'Can change shortlist', 92, 'change_shortlist');
INSERT INTO public.auth_permission VALUES (368, 'Can delete shortlist', 92, 'delete_shortlist');
INSERT INTO public.auth_permission VALUES (369, 'Can view shortlist', 92, 'view_shortlist');
INSERT INTO public.auth_permission VALUES (370, 'Can add shortlist entry', 93, 'add_shortlistentry');
INSERT INTO public.auth_permission VALUES (371, 'Can change shortlist entry', 93, 'change_shortlistentry');
INSERT INTO public.auth_permission VALUES (372, 'Can delete shortlist entry', 93, 'delete_shortlistentry');
INSERT INTO public.auth_permission VALUES (373, 'Can view shortlist entry', 93, 'view_shortlistentry');
INSERT INTO public.auth_permission VALUES (374, 'Can add shortlist note', 94, 'add_shortlistnote');
INSERT INTO public.auth_permission VALUES (375, 'Can change shortlist note', 94, 'change_shortlistnote');
INSERT INTO public.auth_permission VALUES (376, 'Can delete shortlist note', 94, 'delete_shortlistnote');
INSERT INTO public.auth_permission VALUES (377, 'Can view shortlist note', 94, 'view_shortlistnote');
INSERT INTO public.auth_permission VALUES (378, 'Can add spreadsheet', 95, 'add_offeringupload');
INSERT INTO public.auth_permission VALUES (379, 'Can change spreadsheet', 95, 'change_offeringupload');
INSERT INTO public.auth_permission VALUES (380, 'Can delete spreadsheet', 95, 'delete_offeringupload');
INSERT INTO public.auth_permission VALUES (381, 'Can view spreadsheet', 95, 'view_offeringupload');
INSERT INTO public.auth_permission VALUES (382, 'Can add question set', 96, 'add_questionset');
INSERT INTO public.auth_permission VALUES (383, 'Can change question set', 96, 'change_questionset');
INSERT INTO public.auth_permission VALUES (384, 'Can delete question set', 96, 'delete_questionset');
INSERT INTO public.auth_permission VALUES (385, 'Can view question set', 96, 'view_questionset');
INSERT INTO public.auth_permission VALUES (386, 'Can add question set version', 97, 'add_questionsetversion');
INSERT INTO public.auth_permission VALUES (387, 'Can change question set version', 97, 'change_questionsetversion');
INSERT INTO public.auth_permission VALUES (388, 'Can delete question set version', 97, 'delete_questionsetversion');
INSERT INTO public.auth_permission VALUES (389, 'Can view question set version', 97, 'view_questionsetversion');
INSERT INTO public.auth_permission VALUES (390, 'Can add evidence file', 98, 'add_evidencefile');
INSERT INTO public.auth_permission VALUES (391, 'Can change evidence file', 98, 'change_evidencefile');
INSERT INTO public.auth_permission VALUES (392, 'Can delete evidence file', 98, 'delete_evidencefile');
INSERT INTO public.auth_permission VALUES (393, 'Can view evidence file', 98, 'view_evidencefile');
INSERT INTO public.auth_permission VALUES (394, 'Can add review remark', 99, 'add_reviewremark');
INSERT INTO public.auth_permission VALUES (395, 'Can change review remark', 99, 'change_reviewremark');
INSERT INTO public.auth_permission VALUES (396, 'Can delete review remark', 99, 'delete_reviewremark');
INSERT INTO public.auth_permission VALUES (397, 'Can view review remark', 99, 'view_reviewremark');
INSERT INTO public.auth_permission VALUES (398, 'Can add saved search', 100, 'add_savedsearch');
INSERT INTO public.auth_permission VALUES (399, 'Can change saved search', 100, 'change_savedsearch');
INSERT INTO public.auth_permission VALUES (400, 'Can delete saved search', 100, 'delete_savedsearch');
INSERT INTO public.auth_permission VALUES (401, 'Can view saved search', 100, 'view_savedsearch');
INSERT INTO public.auth_permission VALUES (402, 'Can add saved search hit', 101, 'add_savedsearchhit');
INSERT INTO public.auth_permission VALUES (403, 'Can change saved search hit', 101, 'change_savedsearchhit');
INSERT INTO public.auth_permission VALUES (404, 'Can delete saved search hit', 101, 'delete_savedsearchhit');
INSERT INTO public.auth_permission VALUES (405, 'Can view saved search hit', 101, 'view_savedsearchhit');
INSERT INTO public.auth_permission VALUES (406, 'Can add declaration', 102, 'add_declaration');
INSERT INTO public.auth_permission VALUES (407, 'Can change declaration', 102, 'change_declaration');
INSERT INTO public.auth_permission VALUES (408, 'Can delete declaration', 102, 'delete_declaration');
INSERT INTO public.auth_permission VALUES (409, 'Can view declaration', 102, 'view_declaration');
INSERT INTO public.auth_permission VALUES (410, 'Can add lapse notice', 103, 'add_lapsenotice');
INSERT INTO public.auth_permission VALUES (411, 'Can change lapse notice', 103, 'change_lapsenotice');
INSERT INTO public.auth_permission VALUES (412, 'Can delete lapse notice', 103, 'delete_lapsenotice');
INSERT INTO public.auth_permission VALUES (413, 'Can view lapse notice', 103, 'view_lapsenotice');
INSERT INTO public.auth_permission VALUES (414, 'Can add admission', 104, 'add_admission');
INSERT INTO public.auth_permission VALUES (415, 'Can change admission', 104, 'change_admission');
INSERT INTO public.auth_permission VALUES (416, 'Can delete admission', 104, 'delete_admission');
INSERT INTO public.auth_permission VALUES (417, 'Can view admission', 104, 'view_admission');
INSERT INTO public.auth_permission VALUES (418, 'Can add longlist', 105, 'add_longlist');
INSERT INTO public.auth_permission VALUES (419, 'Can change longlist', 105, 'change_longlist');
INSERT INTO public.auth_permission VALUES (420, 'Can delete longlist', 105, 'delete_longlist');
INSERT INTO public.auth_permission VALUES (421, 'Can view longlist', 105, 'view_longlist');
INSERT INTO public.auth_permission VALUES (422, 'Can add longlist entry', 106, 'add_longlistentry');
INSERT INTO public.auth_permission VALUES (423, 'Can change longlist entry', 106, 'change_longlistentry');
INSERT INTO public.auth_permission VALUES (424, 'Can delete longlist entry', 106, 'delete_longlistentry');
INSERT INTO public.auth_permission VALUES (425, 'Can view longlist entry', 106, 'view_longlistentry');
INSERT INTO public.auth_permission VALUES (426, 'Can add longlist step', 107, 'add_longliststep');
INSERT INTO public.auth_permission VALUES (427, 'Can change longlist step', 107, 'change_longliststep');
INSERT INTO public.auth_permission VALUES (428, 'Can delete longlist step', 107, 'delete_longliststep');
INSERT INTO public.auth_permission VALUES (429, 'Can view longlist step', 107, 'view_longliststep');
INSERT INTO public.auth_permission VALUES (430, 'Can add longlist exclusion', 108, 'add_longlistexclusion');
INSERT INTO public.auth_permission VALUES (431, 'Can change longlist exclusion', 108, 'change_longlistexclusion');
INSERT INTO public.auth_permission VALUES (432, 'Can delete longlist exclusion', 108, 'delete_longlistexclusion');
INSERT INTO public.auth_permission VALUES (433, 'Can view longlist exclusion', 108, 'view_longlistexclusion');
INSERT INTO public.auth_permission VALUES (434, 'Can add ready counts', 109, 'add_readycounts');
INSERT INTO public.auth_permission VALUES (435, 'Can change ready counts', 109, 'change_readycounts');
INSERT INTO public.auth_permission VALUES (436, 'Can delete ready counts', 109, 'delete_readycounts');
INSERT INTO public.auth_permission VALUES (437, 'Can view ready counts', 109, 'view_readycounts');
INSERT INTO public.auth_permission VALUES (438, 'Can add ready page', 110, 'add_readypage');
INSERT INTO public.auth_permission VALUES (439, 'Can change ready page', 110, 'change_readypage');
INSERT INTO public.auth_permission VALUES (440, 'Can delete ready page', 110, 'delete_readypage');
INSERT INTO public.auth_permission VALUES (441, 'Can view ready page', 110, 'view_readypage');
INSERT INTO public.auth_permission VALUES (442, 'Can add unsaved entry', 111, 'add_unsavedentry');
INSERT INTO public.auth_permission VALUES (443, 'Can change unsaved entry', 111, 'change_unsavedentry');
INSERT INTO public.auth_permission VALUES (444, 'Can delete unsaved entry', 111, 'delete_unsavedentry');
INSERT INTO public.auth_permission VALUES (445, 'Can view unsaved entry', 111, 'view_unsavedentry');
INSERT INTO public.auth_permission VALUES (446, 'Can add wording list', 112, 'add_wordinglist');
INSERT INTO public.auth_permission VALUES (447, 'Can change wording list', 112, 'change_wordinglist');
INSERT INTO public.auth_permission VALUES (448, 'Can delete wording list', 112, 'delete_wordinglist');
INSERT INTO public.auth_permission VALUES (449, 'Can view wording list', 112, 'view_wordinglist');
INSERT INTO public.auth_permission VALUES (450, 'Can add name beginning', 113, 'add_namebeginning');
INSERT INTO public.auth_permission VALUES (451, 'Can change name beginning', 113, 'change_namebeginning');
INSERT INTO public.auth_permission VALUES (452, 'Can delete name beginning', 113, 'delete_namebeginning');
INSERT INTO public.auth_permission VALUES (453, 'Can view name beginning', 113, 'view_namebeginning');
INSERT INTO public.auth_permission VALUES (454, 'Can add notification', 114, 'add_notification');
INSERT INTO public.auth_permission VALUES (455, 'Can change notification', 114, 'change_notification');
INSERT INTO public.auth_permission VALUES (456, 'Can delete notification', 114, 'delete_notification');
INSERT INTO public.auth_permission VALUES (457, 'Can view notification', 114, 'view_notification');
INSERT INTO public.auth_permission VALUES (458, 'Can add organisation', 115, 'add_organisation');
INSERT INTO public.auth_permission VALUES (459, 'Can change organisation', 115, 'change_organisation');
INSERT INTO public.auth_permission VALUES (460, 'Can delete organisation', 115, 'delete_organisation');
INSERT INTO public.auth_permission VALUES (461, 'Can view organisation', 115, 'view_organisation');
INSERT INTO public.auth_permission VALUES (462, 'Can add membership', 116, 'add_membership');
INSERT INTO public.auth_permission VALUES (463, 'Can change membership', 116, 'change_membership');
INSERT INTO public.auth_permission VALUES (464, 'Can delete membership', 116, 'delete_membership');
INSERT INTO public.auth_permission VALUES (465, 'Can view membership', 116, 'view_membership');
INSERT INTO public.auth_permission VALUES (466, 'Can add invitation', 117, 'add_invitation');
INSERT INTO public.auth_permission VALUES (467, 'Can change invitation', 117, 'change_invitation');
INSERT INTO public.auth_permission VALUES (468, 'Can delete invitation', 117, 'delete_invitation');
INSERT INTO public.auth_permission VALUES (469, 'Can view invitation', 117, 'view_invitation');
INSERT INTO public.auth_permission VALUES (470, 'Can add business hours', 118, 'add_businesshours');
INSERT INTO public.auth_permission VALUES (471, 'Can change business hours', 118, 'change_businesshours');
INSERT INTO public.auth_permission VALUES (472, 'Can delete business hours', 118, 'delete_businesshours');
INSERT INTO public.auth_permission VALUES (473, 'Can view business hours', 118, 'view_businesshours');
INSERT INTO public.auth_permission VALUES (474, 'Can add api token', 119, 'add_apitoken');
INSERT INTO public.auth_permission VALUES (475, 'Can change api token', 119, 'change_apitoken');
INSERT INTO public.auth_permission VALUES (476, 'Can delete api token', 119, 'delete_apitoken');
INSERT INTO public.auth_permission VALUES (477, 'Can view api token', 119, 'view_apitoken');
INSERT INTO public.auth_permission VALUES (478, 'Can add substitution', 120, 'add_substitution');
INSERT INTO public.auth_permission VALUES (479, 'Can change substitution', 120, 'change_substitution');
INSERT INTO public.auth_permission VALUES (480, 'Can delete substitution', 120, 'delete_substitution');
INSERT INTO public.auth_permission VALUES (481, 'Can view substitution', 120, 'view_substitution');
INSERT INTO public.auth_permission VALUES (482, 'Can add api allowance', 121, 'add_apiallowance');
INSERT INTO public.auth_permission VALUES (483, 'Can change api allowance', 121, 'change_apiallowance');
INSERT INTO public.auth_permission VALUES (484, 'Can delete api allowance', 121, 'delete_apiallowance');
INSERT INTO public.auth_permission VALUES (485, 'Can view api allowance', 121, 'view_apiallowance');
INSERT INTO public.auth_permission VALUES (486, 'Can add hand over', 122, 'add_handover');
INSERT INTO public.auth_permission VALUES (487, 'Can change hand over', 122, 'change_handover');
INSERT INTO public.auth_permission VALUES (488, 'Can delete hand over', 122, 'delete_handover');
INSERT INTO public.auth_permission VALUES (489, 'Can view hand over', 122, 'view_handover');
INSERT INTO public.auth_permission VALUES (490, 'Can add company details', 123, 'add_companydetails');
INSERT INTO public.auth_permission VALUES (491, 'Can change company details', 123, 'change_companydetails');
INSERT INTO public.auth_permission VALUES (492, 'Can delete company details', 123, 'delete_companydetails');
INSERT INTO public.auth_permission VALUES (493, 'Can view company details', 123, 'view_companydetails');
INSERT INTO public.auth_permission VALUES (494, 'Can add sanction', 124, 'add_sanction');
INSERT INTO public.auth_permission VALUES (495, 'Can change sanction', 124, 'change_sanction');
INSERT INTO public.auth_permission VALUES (496, 'Can delete sanction', 124, 'delete_sanction');
INSERT INTO public.auth_permission VALUES (497, 'Can view sanction', 124, 'view_sanction');
INSERT INTO public.auth_permission VALUES (498, 'Can add appeal', 125, 'add_appeal');
INSERT INTO public.auth_permission VALUES (499, 'Can change appeal', 125, 'change_appeal');
INSERT INTO public.auth_permission VALUES (500, 'Can delete appeal', 125, 'delete_appeal');
INSERT INTO public.auth_permission VALUES (501, 'Can view appeal', 125, 'view_appeal');
INSERT INTO public.auth_permission VALUES (502, 'Can add change of name', 126, 'add_namechange');
INSERT INTO public.auth_permission VALUES (503, 'Can change change of name', 126, 'change_namechange');
INSERT INTO public.auth_permission VALUES (504, 'Can delete change of name', 126, 'delete_namechange');
INSERT INTO public.auth_permission VALUES (505, 'Can view change of name', 126, 'view_namechange');
INSERT INTO public.auth_permission VALUES (506, 'Can add merger', 127, 'add_merger');
INSERT INTO public.auth_permission VALUES (507, 'Can change merger', 127, 'change_merger');
INSERT INTO public.auth_permission VALUES (508, 'Can delete merger', 127, 'delete_merger');
INSERT INTO public.auth_permission VALUES (509, 'Can view merger', 127, 'view_merger');
INSERT INTO public.auth_permission VALUES (510, 'Can add user', 128, 'add_user');
INSERT INTO public.auth_permission VALUES (511, 'Can change user', 128, 'change_user');
INSERT INTO public.auth_permission VALUES (512, 'Can delete user', 128, 'delete_user');
INSERT INTO public.auth_permission VALUES (513, 'Can view user', 128, 'view_user');
INSERT INTO public.auth_permission VALUES (514, 'Can add chain head', 129, 'add_chainhead');
INSERT INTO public.auth_permission VALUES (515, 'Can change chain head', 129, 'change_chainhead');
INSERT INTO public.auth_permission VALUES (516, 'Can delete chain head', 129, 'delete_chainhead');
INSERT INTO public.auth_permission VALUES (517, 'Can view chain head', 129, 'view_chainhead');
INSERT INTO public.auth_permission VALUES (518, 'Can add checkpoint', 130, 'add_checkpoint');
INSERT INTO public.auth_permission VALUES (519, 'Can change checkpoint', 130, 'change_checkpoint');
INSERT INTO public.auth_permission VALUES (520, 'Can delete checkpoint', 130, 'delete_checkpoint');
INSERT INTO public.auth_permission VALUES (521, 'Can view checkpoint', 130, 'view_checkpoint');
INSERT INTO public.auth_permission VALUES (522, 'Can add audit event', 131, 'add_auditevent');
INSERT INTO public.auth_permission VALUES (523, 'Can change audit event', 131, 'change_auditevent');
INSERT INTO public.auth_permission VALUES (524, 'Can delete audit event', 131, 'delete_auditevent');
INSERT INTO public.auth_permission VALUES (525, 'Can view audit event', 131, 'view_auditevent');
INSERT INTO public.auth_permission VALUES (526, 'Can add series', 132, 'add_series');
INSERT INTO public.auth_permission VALUES (527, 'Can change series', 132, 'change_series');
INSERT INTO public.auth_permission VALUES (528, 'Can delete series', 132, 'delete_series');
INSERT INTO public.auth_permission VALUES (529, 'Can view series', 132, 'view_series');
INSERT INTO public.auth_permission VALUES (530, 'Can add document', 133, 'add_stoadocument');
INSERT INTO public.auth_permission VALUES (531, 'Can change document', 133, 'change_stoadocument');
INSERT INTO public.auth_permission VALUES (532, 'Can delete document', 133, 'delete_stoadocument');
INSERT INTO public.auth_permission VALUES (533, 'Can view document', 133, 'view_stoadocument');
INSERT INTO public.auth_permission VALUES (534, 'Can add stoa image', 134, 'add_stoaimage');
INSERT INTO public.auth_permission VALUES (535, 'Can change stoa image', 134, 'change_stoaimage');
INSERT INTO public.auth_permission VALUES (536, 'Can delete stoa image', 134, 'delete_stoaimage');
INSERT INTO public.auth_permission VALUES (537, 'Can view stoa image', 134, 'view_stoaimage');
INSERT INTO public.auth_permission VALUES (538, 'Can add stoa rendition', 135, 'add_stoarendition');
INSERT INTO public.auth_permission VALUES (539, 'Can change stoa rendition', 135, 'change_stoarendition');
INSERT INTO public.auth_permission VALUES (540, 'Can delete stoa rendition', 135, 'delete_stoarendition');
INSERT INTO public.auth_permission VALUES (541, 'Can view stoa rendition', 135, 'view_stoarendition');
INSERT INTO public.auth_permission VALUES (542, 'Can add redirect', 136, 'add_redirect');
INSERT INTO public.auth_permission VALUES (543, 'Can change redirect', 136, 'change_redirect');
INSERT INTO public.auth_permission VALUES (544, 'Can delete redirect', 136, 'delete_redirect');
INSERT INTO public.auth_permission VALUES (545, 'Can view redirect', 136, 'view_redirect');
INSERT INTO public.auth_permission VALUES (546, 'Can add embed', 137, 'add_embed');
INSERT INTO public.auth_permission VALUES (547, 'Can change embed', 137, 'change_embed');
INSERT INTO public.auth_permission VALUES (548, 'Can delete embed', 137, 'delete_embed');
INSERT INTO public.auth_permission VALUES (549, 'Can view embed', 137, 'view_embed');
INSERT INTO public.auth_permission VALUES (550, 'Can add user profile', 138, 'add_userprofile');
INSERT INTO public.auth_permission VALUES (551, 'Can change user profile', 138, 'change_userprofile');
INSERT INTO public.auth_permission VALUES (552, 'Can delete user profile', 138, 'delete_userprofile');
INSERT INTO public.auth_permission VALUES (553, 'Can view user profile', 138, 'view_userprofile');
INSERT INTO public.auth_permission VALUES (554, 'Can publish offering', 28, 'publish_offering');
INSERT INTO public.auth_permission VALUES (555, 'Can lock offering', 28, 'lock_offering');
INSERT INTO public.auth_permission VALUES (556, 'Can unlock offering', 28, 'unlock_offering');
INSERT INTO public.auth_permission VALUES (557, 'Can view document', 33, 'view_document');
INSERT INTO public.auth_permission VALUES (558, 'Can view image', 34, 'view_image');
INSERT INTO public.auth_permission VALUES (559, 'Can add rendition', 139, 'add_rendition');
INSERT INTO public.auth_permission VALUES (560, 'Can change rendition', 139, 'change_rendition');
INSERT INTO public.auth_permission VALUES (561, 'Can delete rendition', 139, 'delete_rendition');
INSERT INTO public.auth_permission VALUES (562, 'Can view rendition', 139, 'view_rendition');
INSERT INTO public.auth_permission VALUES (563, 'Can add index entry', 140, 'add_indexentry');
INSERT INTO public.auth_permission VALUES (564, 'Can change index entry', 140, 'change_indexentry');
INSERT INTO public.auth_permission VALUES (565, 'Can delete index entry', 140, 'delete_indexentry');
INSERT INTO public.auth_permission VALUES (566, 'Can view index entry', 140, 'view_indexentry');
INSERT INTO public.auth_permission VALUES (567, 'Can add editing session', 141, 'add_editingsession');
INSERT INTO public.auth_permission VALUES (568, 'Can change editing session', 141, 'change_editingsession');
INSERT INTO public.auth_permission VALUES (569, 'Can delete editing session', 141, 'delete_editingsession');
INSERT INTO public.auth_permission VALUES (570, 'Can view editing session', 141, 'view_editingsession');
INSERT INTO public.auth_permission VALUES (571, 'Can add form state', 142, 'add_formstate');
INSERT INTO public.auth_permission VALUES (572, 'Can change form state', 142, 'change_formstate');
INSERT INTO public.auth_permission VALUES (573, 'Can delete form state', 142, 'delete_formstate');
INSERT INTO public.auth_permission VALUES (574, 'Can view form state', 142, 'view_formstate');
INSERT INTO public.auth_permission VALUES (575, 'Can add tag', 143, 'add_tag');
INSERT INTO public.auth_permission VALUES (576, 'Can change tag', 143, 'change_tag');
INSERT INTO public.auth_permission VALUES (577, 'Can delete tag', 143, 'delete_tag');
INSERT INTO public.auth_permission VALUES (578, 'Can view tag', 143, 'view_tag');
INSERT INTO public.auth_permission VALUES (579, 'Can add tagged item', 144, 'add_taggeditem');
INSERT INTO public.auth_permission VALUES (580, 'Can change tagged item', 144, 'change_taggeditem');
INSERT INTO public.auth_permission VALUES (581, 'Can delete tagged item', 144, 'delete_taggeditem');
INSERT INTO public.auth_permission VALUES (582, 'Can view tagged item', 144, 'view_taggeditem');
INSERT INTO public.auth_permission VALUES (583, 'Can add email address', 145, 'add_emailaddress');
INSERT INTO public.auth_permission VALUES (584, 'Can change email address', 145, 'change_emailaddress');
INSERT INTO public.auth_permission VALUES (585, 'Can delete email address', 145, 'delete_emailaddress');
INSERT INTO public.auth_permission VALUES (586, 'Can view email address', 145, 'view_emailaddress');
INSERT INTO public.auth_permission VALUES (587, 'Can add email confirmation', 146, 'add_emailconfirmation');
INSERT INTO public.auth_permission VALUES (588, 'Can change email confirmation', 146, 'change_emailconfirmation');
INSERT INTO public.auth_permission VALUES (589, 'Can delete email confirmation', 146, 'delete_emailconfirmation');
INSERT INTO public.auth_permission VALUES (590, 'Can view email confirmation', 146, 'view_emailconfirmation');
INSERT INTO public.auth_permission VALUES (591, 'Can add social account', 147, 'add_socialaccount');
INSERT INTO public.auth_permission VALUES (592, 'Can change social account', 147, 'change_socialaccount');
INSERT INTO public.auth_permission VALUES (593, 'Can delete social account', 147, 'delete_socialaccount');
INSERT INTO public.auth_permission VALUES (594, 'Can view social account', 147, 'view_socialaccount');
INSERT INTO public.auth_permission VALUES (595, 'Can add social application', 148, 'add_socialapp');
INSERT INTO public.auth_permission VALUES (596, 'Can change social application', 148, 'change_socialapp');
INSERT INTO public.auth_permission VALUES (597, 'Can delete social application', 148, 'delete_socialapp');
INSERT INTO public.auth_permission VALUES (598, 'Can view social application', 148, 'view_socialapp');
INSERT INTO public.auth_permission VALUES (599, 'Can add social application token', 149, 'add_socialtoken');
INSERT INTO public.auth_permission VALUES (600, 'Can change social application token', 149, 'change_socialtoken');
INSERT INTO public.auth_permission VALUES (601, 'Can delete social application token', 149, 'delete_socialtoken');
INSERT INTO public.auth_permission VALUES (602, 'Can view social application token', 149, 'view_socialtoken');
INSERT INTO public.auth_permission VALUES (603, 'Can add authenticator', 150, 'add_authenticator');
INSERT INTO public.auth_permission VALUES (604, 'Can change authenticator', 150, 'change_authenticator');
INSERT INTO public.auth_permission VALUES (605, 'Can delete authenticator', 150, 'delete_authenticator');
INSERT INTO public.auth_permission VALUES (606, 'Can view authenticator', 150, 'view_authenticator');
INSERT INTO public.auth_permission VALUES (607, 'Can add procrastinate event', 151, 'add_procrastinateevent');
INSERT INTO public.auth_permission VALUES (608, 'Can change procrastinate event', 151, 'change_procrastinateevent');
INSERT INTO public.auth_permission VALUES (609, 'Can delete procrastinate event', 151, 'delete_procrastinateevent');
INSERT INTO public.auth_permission VALUES (610, 'Can view procrastinate event', 151, 'view_procrastinateevent');
INSERT INTO public.auth_permission VALUES (611, 'Can add procrastinate job', 152, 'add_procrastinatejob');
INSERT INTO public.auth_permission VALUES (612, 'Can change procrastinate job', 152, 'change_procrastinatejob');
INSERT INTO public.auth_permission VALUES (613, 'Can delete procrastinate job', 152, 'delete_procrastinatejob');
INSERT INTO public.auth_permission VALUES (614, 'Can view procrastinate job', 152, 'view_procrastinatejob');
INSERT INTO public.auth_permission VALUES (615, 'Can add procrastinate periodic defer', 153, 'add_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (616, 'Can change procrastinate periodic defer', 153, 'change_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (617, 'Can delete procrastinate periodic defer', 153, 'delete_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (618, 'Can view procrastinate periodic defer', 153, 'view_procrastinateperiodicdefer');
INSERT INTO public.auth_permission VALUES (619, 'Can add procrastinate worker', 154, 'add_procrastinateworker');
INSERT INTO public.auth_permission VALUES (620, 'Can change procrastinate worker', 154, 'change_procrastinateworker');
INSERT INTO public.auth_permission VALUES (621, 'Can delete procrastinate worker', 154, 'delete_procrastinateworker');
INSERT INTO public.auth_permission VALUES (622, 'Can view procrastinate worker', 154, 'view_procrastinateworker');
INSERT INTO public.auth_permission VALUES (623, 'Can add permission', 155, 'add_permission');
INSERT INTO public.auth_permission VALUES (624, 'Can change permission', 155, 'change_permission');
INSERT INTO public.auth_permission VALUES (625, 'Can delete permission', 155, 'delete_permission');
INSERT INTO public.auth_permission VALUES (626, 'Can view permission', 155, 'view_permission');
INSERT INTO public.auth_permission VALUES (627, 'Can add group', 156, 'add_group');
INSERT INTO public.auth_permission VALUES (628, 'Can change group', 156, 'change_group');
INSERT INTO public.auth_permission VALUES (629, 'Can delete group', 156, 'delete_group');
INSERT INTO public.auth_permission VALUES (630, 'Can view group', 156, 'view_group');
INSERT INTO public.auth_permission VALUES (631, 'Can add content type', 157, 'add_contenttype');
INSERT INTO public.auth_permission VALUES (632, 'Can change content type', 157, 'change_contenttype');
INSERT INTO public.auth_permission VALUES (633, 'Can delete content type', 157, 'delete_contenttype');
INSERT INTO public.auth_permission VALUES (634, 'Can view content type', 157, 'view_contenttype');
INSERT INTO public.auth_permission VALUES (635, 'Can add session', 158, 'add_session');
INSERT INTO public.auth_permission VALUES (636, 'Can change session', 158, 'change_session');
INSERT INTO public.auth_permission VALUES (637, 'Can delete session', 158, 'delete_session');
INSERT INTO public.auth_permission VALUES (638, 'Can view session', 158, 'view_session');


--
-- Data for Name: catalog_admission; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_agencyuse; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_assessor; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_cataloguereview; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.catalog_cataloguereview VALUES (2);


--
-- Data for Name: catalog_declaration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_evidencefile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_lapsenotice; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_longlist; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_longlistentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_longlistexclusion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_longliststep; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_lot; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.catalog_lot VALUES ('cloud-hosting', 'Cloud hosting', 'Machines, storage, networks and platforms on which an agency runs software of its own.', 0);
INSERT INTO public.catalog_lot VALUES ('cloud-software', 'Cloud software', 'Software that is ready to use and is run by its vendor; an agency needs a browser or an app.', 1);
INSERT INTO public.catalog_lot VALUES ('cloud-support', 'Cloud support', 'Work of people that helps an agency to plan, set up, move to, use or leave cloud services. Not staff on loan.', 2);
INSERT INTO public.catalog_lot VALUES ('state-services', 'State services', 'Services that the state’s own data centres and offices provide to its agencies.', 3);


--
-- Data for Name: catalog_namebeginning; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_offeredservicelevel; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_offering; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_offering_topics; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_offeringchange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_offeringfacts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_offeringupload; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_plan; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_questionset; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_questionsetversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_readycounts; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_readypage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_reviewremark; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_savedsearch; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_savedsearchhit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_searchentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_searchword; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_shortlist; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_shortlistentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_shortlistnote; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_topic; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_unsavedentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: catalog_wordinglist; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.catalog_wordinglist VALUES (1, '{iam,"identity and access management","identity management","access management","identity and credential management"}', '{iam,"identity and access management","identity management","access management","identity and credential management"}');
INSERT INTO public.catalog_wordinglist VALUES (2, '{sso,"single sign on","single signon"}', '{sso,"single sign on","single signon"}');
INSERT INTO public.catalog_wordinglist VALUES (3, '{"sign in","sign on","log in",login,logon,authentication,authenticate}', '{"sign in","sign on","log in",login,logon,authentication,authenticate}');
INSERT INTO public.catalog_wordinglist VALUES (4, '{mfa,2fa,"multi factor authentication","multifactor authentication","two factor authentication","two step verification","strong authentication","phishing resistant authentication"}', '{mfa,2fa,"multi factor authentication","multifactor authentication","two factor authentication","two step verification","strong authentication","phishing resistant authentication"}');
INSERT INTO public.catalog_wordinglist VALUES (5, '{passwordless,passkeys,fido}', '{passwordless,passkey,fido}');
INSERT INTO public.catalog_wordinglist VALUES (6, '{"identity proofing","identity verification","remote proofing"}', '{"identity proofing","identity verification","remote proofing"}');
INSERT INTO public.catalog_wordinglist VALUES (7, '{pam,"privileged access management","privileged access","privileged accounts","privileged identity management"}', '{pam,"privileged access management","privileged access","privileged account","privileged identity management"}');
INSERT INTO public.catalog_wordinglist VALUES (8, '{iga,"identity governance","identity governance and administration","access certification"}', '{iga,"identity governance","identity governance and administration","access certification"}');
INSERT INTO public.catalog_wordinglist VALUES (9, '{ciam,"customer identity","citizen identity","digital identity"}', '{ciam,"customer identity","citizen identity","digital identity"}');
INSERT INTO public.catalog_wordinglist VALUES (10, '{"password manager","password management","password vault","credential vault","secrets management"}', '{"password manager","password management","password vault","credential vault","secret management"}');
INSERT INTO public.catalog_wordinglist VALUES (11, '{"directory service","active directory",ldap,"user directory"}', '{"directory service","active directory",ldap,"user directory"}');
INSERT INTO public.catalog_wordinglist VALUES (12, '{pki,"public key infrastructure","digital certificates","certificate management"}', '{pki,"public key infrastructure","digital certificate","certificate management"}');
INSERT INTO public.catalog_wordinglist VALUES (13, '{"zero trust",ztna,"zero trust network access"}', '{"zero trust",ztna,"zero trust network access"}');
INSERT INTO public.catalog_wordinglist VALUES (14, '{icam,"identity credential and access management"}', '{icam,"identity credential and access management"}');
INSERT INTO public.catalog_wordinglist VALUES (15, '{siem,"security information and event management","log management","security analytics","security monitoring"}', '{siem,"security information and event management","log management","security analytic","security monitoring"}');
INSERT INTO public.catalog_wordinglist VALUES (16, '{soar,"security orchestration automation and response","security automation","incident response automation"}', '{soar,"security orchestration automation and response","security automation","incident response automation"}');
INSERT INTO public.catalog_wordinglist VALUES (17, '{soc,"security operations center","managed detection and response",mdr}', '{soc,"security operation center","managed detection and response",mdr}');
INSERT INTO public.catalog_wordinglist VALUES (18, '{edr,"endpoint detection and response","endpoint security","endpoint protection",antivirus,"anti malware",xdr,"extended detection and response"}', '{edr,"endpoint detection and response","endpoint security","endpoint protection",antivirus,"anti malware",xdr,"extended detection and response"}');
INSERT INTO public.catalog_wordinglist VALUES (19, '{"vulnerability scanning","vulnerability management","vulnerability scanner","vulnerability assessment","exposure management"}', '{"vulnerability scanning","vulnerability management","vulnerability scanner","vulnerability assessment","exposure management"}');
INSERT INTO public.catalog_wordinglist VALUES (20, '{"penetration testing","pen testing",pentest,"ethical hacking","bug bounty","vulnerability disclosure"}', '{"penetration testing","pen testing",pentest,"ethical hacking","bug bounty","vulnerability disclosure"}');
INSERT INTO public.catalog_wordinglist VALUES (21, '{waf,"web application firewall"}', '{waf,"web application firewall"}');
INSERT INTO public.catalog_wordinglist VALUES (22, '{ddos,"denial of service","ddos mitigation","ddos protection"}', '{ddo,"denial of service","ddo mitigation","ddo protection"}');
INSERT INTO public.catalog_wordinglist VALUES (23, '{firewall,"next generation firewall","network security","intrusion prevention",ips,ids,"intrusion detection"}', '{firewall,"next generation firewall","network security","intrusion prevention",ips,ids,"intrusion detection"}');
INSERT INTO public.catalog_wordinglist VALUES (24, '{swg,"secure web gateway","web filtering","web security","url filtering"}', '{swg,"secure web gateway","web filtering","web security","url filtering"}');
INSERT INTO public.catalog_wordinglist VALUES (25, '{sase,"secure access service edge",sse,"security service edge"}', '{sase,"secure access service edge",sse,"security service edge"}');
INSERT INTO public.catalog_wordinglist VALUES (26, '{casb,"cloud access security broker"}', '{casb,"cloud access security broker"}');
INSERT INTO public.catalog_wordinglist VALUES (27, '{cspm,"cloud security posture management",cnapp,"cloud workload protection","cloud native application protection"}', '{cspm,"cloud security posture management",cnapp,"cloud workload protection","cloud native application protection"}');
INSERT INTO public.catalog_wordinglist VALUES (28, '{dlp,"data loss prevention","data leakage","data leak","data leaks","insider threat","data exfiltration"}', '{dlp,"data loss prevention","data leakage","data leak","insider threat","data exfiltration"}');
INSERT INTO public.catalog_wordinglist VALUES (29, '{"email security",phishing,"anti phishing",spam,"secure email gateway","email protection"}', '{"email security",phishing,"anti phishing",spam,"secure email gateway","email protection"}');
INSERT INTO public.catalog_wordinglist VALUES (30, '{"security awareness","security awareness training","awareness training","cybersecurity training","phishing simulation","security training"}', '{"security awareness","security awareness training","awareness training","cybersecurity training","phishing simulation","security training"}');
INSERT INTO public.catalog_wordinglist VALUES (31, '{"threat intelligence","cyber threat intelligence","threat feeds"}', '{"threat intelligence","cyber threat intelligence","threat feed"}');
INSERT INTO public.catalog_wordinglist VALUES (32, '{encryption,cryptography,"key management",kms,hsm,"hardware security module"}', '{encryption,cryptography,"key management",kms,hsm,"hardware security module"}');
INSERT INTO public.catalog_wordinglist VALUES (33, '{ransomware,malware}', '{ransomware,malware}');
INSERT INTO public.catalog_wordinglist VALUES (34, '{grc,"governance risk and compliance","compliance management","risk management","continuous monitoring","authorization to operate",ato,"security compliance"}', '{grc,"governance risk and compliance","compliance management","risk management","continuous monitoring","authorization to operate",ato,"security compliance"}');
INSERT INTO public.catalog_wordinglist VALUES (35, '{scrm,"supply chain risk","supply chain risk management","third party risk","vendor risk","supplier risk","vendor risk management"}', '{scrm,"supply chain risk","supply chain risk management","third party risk","vendor risk","supplier risk","vendor risk management"}');
INSERT INTO public.catalog_wordinglist VALUES (36, '{"application security",appsec,sast,dast,"static analysis","code scanning","secure code","software composition analysis"}', '{"application security",appsec,sast,dast,"static analysis","code scanning","secure code","software composition analysis"}');
INSERT INTO public.catalog_wordinglist VALUES (37, '{"asset discovery","rogue devices","unknown devices","attack surface","attack surface management","asset visibility","asset inventory"}', '{"asset discovery","rogue device","unknown device","attack surface","attack surface management","asset visibility","asset inventory"}');
INSERT INTO public.catalog_wordinglist VALUES (38, '{iot,"internet of things","connected devices",sensors}', '{iot,"internet of thing","connected device",sensor}');
INSERT INTO public.catalog_wordinglist VALUES (39, '{"ot security","industrial control systems",ics,scada,"operational technology"}', '{"ot security","industrial control system",ics,scada,"operational technology"}');
INSERT INTO public.catalog_wordinglist VALUES (40, '{fraud,"fraud detection","fraud prevention","improper payments"}', '{fraud,"fraud detection","fraud prevention","improper payment"}');
INSERT INTO public.catalog_wordinglist VALUES (41, '{cybersecurity,"cyber security","information security",infosec,"it security"}', '{cybersecurity,"cyber security","information security",infosec,"it security"}');
INSERT INTO public.catalog_wordinglist VALUES (42, '{privacy,"data privacy",pii,"personal data","personally identifiable information"}', '{privacy,"data privacy",pii,"personal data","personally identifiable information"}');
INSERT INTO public.catalog_wordinglist VALUES (43, '{"digital forensics",forensics,ediscovery,"e discovery","electronic discovery"}', '{"digital forensic",forensic,ediscovery,"e discovery","electronic discovery"}');
INSERT INTO public.catalog_wordinglist VALUES (44, '{"legal hold",litigation,lawsuit,lawsuits,"litigation support","document review"}', '{"legal hold",litigation,lawsuit,"litigation support","document review"}');
INSERT INTO public.catalog_wordinglist VALUES (45, '{blockchain,cryptocurrency,"crypto currency",bitcoin,"digital assets","virtual currency"}', '{blockchain,cryptocurrency,"crypto currency",bitcoin,"digital asset","virtual currency"}');
INSERT INTO public.catalog_wordinglist VALUES (46, '{"browser isolation","remote browser"}', '{"browser isolation","remote browser"}');
INSERT INTO public.catalog_wordinglist VALUES (47, '{"secure file transfer","file transfer","managed file transfer",mft,sftp,ftp}', '{"secure file transfer","file transfer","managed file transfer",mft,sftp,ftp}');
INSERT INTO public.catalog_wordinglist VALUES (48, '{vpn,"virtual private network","remote access","secure remote access"}', '{vpn,"virtual private network","remote access","secure remote access"}');
INSERT INTO public.catalog_wordinglist VALUES (49, '{"sd wan",sdwan,"software defined wan","software defined wide area network",wan}', '{"sd wan",sdwan,"software defined wan","software defined wide area network",wan}');
INSERT INTO public.catalog_wordinglist VALUES (50, '{"wi fi",wifi,wireless,"wireless lan",wlan,"access points","wireless network"}', '{"wi fi",wifi,wireless,"wireless lan",wlan,"access point","wireless network"}');
INSERT INTO public.catalog_wordinglist VALUES (51, '{switches,switching,routers,routing,"network devices","network equipment"}', '{switch,switching,router,routing,"network device","network equipment"}');
INSERT INTO public.catalog_wordinglist VALUES (52, '{cdn,"content delivery network","content delivery","edge network","edge delivery","web acceleration"}', '{cdn,"content delivery network","content delivery","edge network","edge delivery","web acceleration"}');
INSERT INTO public.catalog_wordinglist VALUES (53, '{dns,"domain name system","name resolution"}', '{dns,"domain name system","name resolution"}');
INSERT INTO public.catalog_wordinglist VALUES (54, '{"load balancer","load balancing","application delivery"}', '{"load balancer","load balancing","application delivery"}');
INSERT INTO public.catalog_wordinglist VALUES (55, '{"network monitoring","network performance","network visibility",npm,"network management","network operations"}', '{"network monitoring","network performance","network visibility",npm,"network management","network operation"}');
INSERT INTO public.catalog_wordinglist VALUES (56, '{"network access control",nac}', '{"network access control",nac}');
INSERT INTO public.catalog_wordinglist VALUES (57, '{satellite,satcom,"satellite communications"}', '{satellite,satcom,"satellite communication"}');
INSERT INTO public.catalog_wordinglist VALUES (58, '{5g,cellular,"mobile network",lte}', '{5g,cellular,"mobile network",lte}');
INSERT INTO public.catalog_wordinglist VALUES (59, '{"push to talk",ptt,"two way radio","walkie talkie","walkie talkies","land mobile radio",radio}', '{"push to talk",ptt,"two way radio","walkie talkie","walkie talky","land mobile radio",radio}');
INSERT INTO public.catalog_wordinglist VALUES (60, '{voip,"voice over ip",telephony,"phone system",pbx,telephone,phones,"cloud calling","hosted voice"}', '{voip,"voice over ip",telephony,"phone system",pbx,telephone,phone,"cloud calling","hosted voice"}');
INSERT INTO public.catalog_wordinglist VALUES (61, '{ucaas,"unified communications","unified communications as a service","cloud communications"}', '{ucaa,"unified communication","unified communication as a service","cloud communication"}');
INSERT INTO public.catalog_wordinglist VALUES (62, '{ccaas,"contact center as a service","contact center","contact centre","call center","call centre","cloud contact center","inbound calls"}', '{ccaa,"contact center as a service","contact center","contact centre","call center","call centre","cloud contact center","inbound call"}');
INSERT INTO public.catalog_wordinglist VALUES (63, '{ivr,"interactive voice response","voice response","call routing","automatic call distribution",acd}', '{ivr,"interactive voice response","voice response","call routing","automatic call distribution",acd}');
INSERT INTO public.catalog_wordinglist VALUES (64, '{cpaas,"communications platform as a service","communications api"}', '{cpaa,"communication platform as a service","communication api"}');
INSERT INTO public.catalog_wordinglist VALUES (65, '{sms,"text message","text messages","text messaging",texting,texts,"mobile messaging"}', '{sms,"text message","text messaging",texting,text,"mobile messaging"}');
INSERT INTO public.catalog_wordinglist VALUES (66, '{fax,efax,faxing,facsimile,"cloud fax"}', '{fax,efax,faxing,facsimile,"cloud fax"}');
INSERT INTO public.catalog_wordinglist VALUES (67, '{transcription,"speech to text",captioning,"closed captions","speech recognition",captions}', '{transcription,"speech to text",captioning,"closed caption","speech recognition",caption}');
INSERT INTO public.catalog_wordinglist VALUES (68, '{chatbot,"chat bot","virtual assistant","virtual agent","conversational ai","digital assistant","ai assistant"}', '{chatbot,"chat bot","virtual assistant","virtual agent","conversational ai","digital assistant","ai assistant"}');
INSERT INTO public.catalog_wordinglist VALUES (69, '{videoconferencing,"video conferencing","video conference","web conferencing","video meetings","online meetings","virtual meetings","web meetings",webinar,webinars,"video calls"}', '{videoconferencing,"video conferencing","video conference","web conferencing","video meeting","online meeting","virtual meeting","web meeting",webinar,"video call"}');
INSERT INTO public.catalog_wordinglist VALUES (70, '{chat,"instant messaging","team messaging",messaging,"team chat","secure messaging"}', '{chat,"instant messaging","team messaging",messaging,"team chat","secure messaging"}');
INSERT INTO public.catalog_wordinglist VALUES (71, '{email,"e mail","electronic mail",mail}', '{email,"e mail","electronic mail",mail}');
INSERT INTO public.catalog_wordinglist VALUES (72, '{"mass notification","emergency notification","emergency alert","emergency alerts",alerting,alerts,"crisis communication","public warning","mass alert","critical event management"}', '{"mass notification","emergency notification","emergency alert",alerting,alert,"crisis communication","public warning","mass alert","critical event management"}');
INSERT INTO public.catalog_wordinglist VALUES (73, '{newsletter,newsletters,"email marketing","bulk email","email campaigns","digital communications","citizen communication"}', '{newsletter,"email marketing","bulk email","email campaign","digital communication","citizen communication"}');
INSERT INTO public.catalog_wordinglist VALUES (74, '{"marketing automation",marketing,campaigns,"campaign management",outreach}', '{"marketing automation",marketing,campaign,"campaign management",outreach}');
INSERT INTO public.catalog_wordinglist VALUES (75, '{"social media","social network","social networks","social media management","social listening"}', '{"social media","social network","social media management","social listening"}');
INSERT INTO public.catalog_wordinglist VALUES (76, '{"media monitoring","news monitoring","press monitoring"}', '{"media monitoring","new monitoring","press monitoring"}');
INSERT INTO public.catalog_wordinglist VALUES (77, '{streaming,"video streaming","live streaming","video hosting","video on demand",webcast}', '{streaming,"video streaming","live streaming","video hosting","video on demand",webcast}');
INSERT INTO public.catalog_wordinglist VALUES (78, '{collaboration,teamwork,"team collaboration","collaborative workspace","shared workspace"}', '{collaboration,teamwork,"team collaboration","collaborative workspace","shared workspace"}');
INSERT INTO public.catalog_wordinglist VALUES (79, '{whiteboard,whiteboarding,brainstorm,brainstorming,"visual collaboration",ideation}', '{whiteboard,whiteboarding,brainstorm,brainstorming,"visual collaboration",ideation}');
INSERT INTO public.catalog_wordinglist VALUES (80, '{"file sharing","share files","document sharing","cloud storage","file sync","content collaboration","enterprise file sync and share",efss}', '{"file sharing","share file","document sharing","cloud storage","file sync","content collaboration","enterprise file sync and share",efss}');
INSERT INTO public.catalog_wordinglist VALUES (81, '{"project management",ppm,"project portfolio management","portfolio management","task management","work management","project planning"}', '{"project management",ppm,"project portfolio management","portfolio management","task management","work management","project planning"}');
INSERT INTO public.catalog_wordinglist VALUES (82, '{agile,scrum,kanban,"issue tracking","bug tracking"}', '{agile,scrum,kanban,"issue tracking","bug tracking"}');
INSERT INTO public.catalog_wordinglist VALUES (83, '{"office suite","productivity suite","word processing",spreadsheets,"google workspace","g suite",gsuite,"microsoft 365","office 365"}', '{"office suite","productivity suite","word processing",spreadsheet,"google workspace","g suite",gsuite,"microsoft 365","office 365"}');
INSERT INTO public.catalog_wordinglist VALUES (84, '{intranet,"employee portal","digital workplace"}', '{intranet,"employee portal","digital workplace"}');
INSERT INTO public.catalog_wordinglist VALUES (85, '{"knowledge management","knowledge base",wiki}', '{"knowledge management","knowledge base",wiki}');
INSERT INTO public.catalog_wordinglist VALUES (255, '{immigration,visa,border,passports}', '{immigration,visa,border,passport}');
INSERT INTO public.catalog_wordinglist VALUES (86, '{calendar,scheduling,"appointment scheduling",appointments,"booking appointments",appointment}', '{calendar,scheduling,"appointment scheduling",appointment,"booking appointment"}');
INSERT INTO public.catalog_wordinglist VALUES (87, '{"desk booking","room booking","meeting room","meeting rooms","space management","space reservation","room scheduling","hot desking",hoteling,"workplace management"}', '{"desk booking","room booking","meeting room","space management","space reservation","room scheduling","hot desking",hoteling,"workplace management"}');
INSERT INTO public.catalog_wordinglist VALUES (88, '{"event management","conference management","event registration"}', '{"event management","conference management","event registration"}');
INSERT INTO public.catalog_wordinglist VALUES (89, '{dms,"document management","document management system",edms}', '{dms,"document management","document management system",edm}');
INSERT INTO public.catalog_wordinglist VALUES (90, '{ecm,"enterprise content management","content services","content management"}', '{ecm,"enterprise content management","content service","content management"}');
INSERT INTO public.catalog_wordinglist VALUES (91, '{cms,"web content management","web content management system","website management","web cms","web publishing","website builder"}', '{cms,"web content management","web content management system","website management","web cms","web publishing","website builder"}');
INSERT INTO public.catalog_wordinglist VALUES (92, '{ocr,"optical character recognition","document capture",scanning,"scanned documents",digitization,digitisation,"intelligent document processing",idp,"data extraction","document imaging"}', '{ocr,"optical character recognition","document capture",scanning,"scanned document",digitization,digitisation,"intelligent document processing",idp,"data extraction","document imaging"}');
INSERT INTO public.catalog_wordinglist VALUES (93, '{"records management","records retention","electronic records","records archiving",archiving,archive,retention}', '{"record management","record retention","electronic record","record archiving",archiving,archive,retention}');
INSERT INTO public.catalog_wordinglist VALUES (94, '{"web archiving","website archiving","web archive","website capture"}', '{"web archiving","website archiving","web archive","website capture"}');
INSERT INTO public.catalog_wordinglist VALUES (95, '{esignature,"e signature","e signatures","electronic signature","electronic signatures","digital signature",esign,"e sign"}', '{esignature,"e signature","electronic signature","digital signature",esign,"e sign"}');
INSERT INTO public.catalog_wordinglist VALUES (96, '{clm,"contract lifecycle management","contract management"}', '{clm,"contract lifecycle management","contract management"}');
INSERT INTO public.catalog_wordinglist VALUES (97, '{"print management","managed print","secure printing",printing,printers,print}', '{"print management","managed print","secure printing",printing,printer,print}');
INSERT INTO public.catalog_wordinglist VALUES (98, '{forms,"online forms","electronic forms",eforms,"digital forms","form builder"}', '{form,"online form","electronic form",eform,"digital form","form builder"}');
INSERT INTO public.catalog_wordinglist VALUES (99, '{mailroom,shipping,postage,mailing,parcels,packages}', '{mailroom,shipping,postage,mailing,parcel,package}');
INSERT INTO public.catalog_wordinglist VALUES (100, '{translation,interpreting,interpretation,localization,localisation,"language services"}', '{translation,interpreting,interpretation,localization,localisation,"language service"}');
INSERT INTO public.catalog_wordinglist VALUES (101, '{foia,"freedom of information","freedom of information act","public records requests","public records request","records requests","open records"}', '{foia,"freedom of information","freedom of information act","public record request","record request","open record"}');
INSERT INTO public.catalog_wordinglist VALUES (102, '{redaction,redact,"de identification"}', '{redaction,redact,"de identification"}');
INSERT INTO public.catalog_wordinglist VALUES (103, '{"correspondence management","correspondence tracking",correspondence}', '{"correspondence management","correspondence tracking",correspondence}');
INSERT INTO public.catalog_wordinglist VALUES (104, '{"digital asset management",dam,"media library","photo library","media asset management"}', '{"digital asset management",dam,"media library","photo library","media asset management"}');
INSERT INTO public.catalog_wordinglist VALUES (105, '{"collections management",museum,"museum collections",artifacts,artefacts,"cultural heritage"}', '{"collection management",museum,"museum collection",artifact,artefact,"cultural heritage"}');
INSERT INTO public.catalog_wordinglist VALUES (106, '{"library system",library,"integrated library system",ils,"library catalog","library management"}', '{"library system",library,"integrated library system",ils,"library catalog","library management"}');
INSERT INTO public.catalog_wordinglist VALUES (107, '{itsm,"it service management","service desk","help desk",helpdesk,ticketing,tickets,"trouble tickets","incident management","it support","support tickets"}', '{itsm,"it service management","service desk","help desk",helpdesk,ticketing,ticket,"trouble ticket","incident management","it support","support ticket"}');
INSERT INTO public.catalog_wordinglist VALUES (108, '{"asset management","it asset management",itam,"hardware inventory"}', '{"asset management","it asset management",itam,"hardware inventory"}');
INSERT INTO public.catalog_wordinglist VALUES (109, '{"software asset management","license management","licence management",sam}', '{"software asset management","license management","licence management",sam}');
INSERT INTO public.catalog_wordinglist VALUES (110, '{cmdb,"configuration management","configuration database"}', '{cmdb,"configuration management","configuration database"}');
INSERT INTO public.catalog_wordinglist VALUES (111, '{apm,"application performance monitoring","application performance management","application monitoring",observability,"performance monitoring","digital experience monitoring"}', '{apm,"application performance monitoring","application performance management","application monitoring",observability,"performance monitoring","digital experience monitoring"}');
INSERT INTO public.catalog_wordinglist VALUES (112, '{"log analytics",logs,"log analysis",logging}', '{"log analytic",log,"log analysis",logging}');
INSERT INTO public.catalog_wordinglist VALUES (113, '{"infrastructure monitoring","server monitoring","system monitoring","it operations management",itom,aiops}', '{"infrastructure monitoring","server monitoring","system monitoring","it operation management",itom,aiop}');
INSERT INTO public.catalog_wordinglist VALUES (114, '{"incident response","on call","on call management",paging}', '{"incident response","on call","on call management",paging}');
INSERT INTO public.catalog_wordinglist VALUES (115, '{mdm,"mobile device management",emm,"enterprise mobility management",uem,"unified endpoint management","mobile security","mobile devices","mobile threat defense"}', '{mdm,"mobile device management",emm,"enterprise mobility management",uem,"unified endpoint management","mobile security","mobile device","mobile threat defense"}');
INSERT INTO public.catalog_wordinglist VALUES (116, '{"endpoint management","device management","patch management",patching,"systems management","remote support","remote monitoring and management"}', '{"endpoint management","device management","patch management",patching,"system management","remote support","remote monitoring and management"}');
INSERT INTO public.catalog_wordinglist VALUES (117, '{vdi,"virtual desktop","virtual desktop infrastructure",daas,"desktop as a service","virtual desktops","remote desktop"}', '{vdi,"virtual desktop","virtual desktop infrastructure",daa,"desktop as a service","remote desktop"}');
INSERT INTO public.catalog_wordinglist VALUES (118, '{backup,"back up",backups,"data protection","data backup","disaster recovery",draas,recovery,"business continuity","cyber recovery"}', '{backup,"back up","data protection","data backup","disaster recovery",draa,recovery,"business continuity","cyber recovery"}');
INSERT INTO public.catalog_wordinglist VALUES (119, '{finops,"cloud cost","cloud cost management","cloud financial management"}', '{finop,"cloud cost","cloud cost management","cloud financial management"}');
INSERT INTO public.catalog_wordinglist VALUES (120, '{devops,devsecops,"ci cd","continuous integration","continuous delivery","software factory","software delivery"}', '{devop,devsecop,"ci cd","continuous integration","continuous delivery","software factory","software delivery"}');
INSERT INTO public.catalog_wordinglist VALUES (121, '{"source code",github,gitlab,"code repository","code hosting","version control",git,"code repositories","source control"}', '{"source code",github,gitlab,"code repository","code hosting","version control",git,"source control"}');
INSERT INTO public.catalog_wordinglist VALUES (122, '{kubernetes,docker,k8s,container,containers,"container orchestration","container platform"}', '{kubernete,docker,k8s,container,"container orchestration","container platform"}');
INSERT INTO public.catalog_wordinglist VALUES (123, '{iaas,"infrastructure as a service","virtual machines","virtual machine",vms,"cloud infrastructure","cloud hosting",hosting,"virtual servers",compute}', '{iaa,"infrastructure as a service","virtual machine",vms,"cloud infrastructure","cloud hosting",hosting,"virtual server",compute}');
INSERT INTO public.catalog_wordinglist VALUES (124, '{paas,"platform as a service","application platform","application hosting"}', '{paa,"platform as a service","application platform","application hosting"}');
INSERT INTO public.catalog_wordinglist VALUES (125, '{saas,"software as a service"}', '{saa,"software as a service"}');
INSERT INTO public.catalog_wordinglist VALUES (126, '{serverless,"functions as a service",faas}', '{serverless,"function as a service",faa}');
INSERT INTO public.catalog_wordinglist VALUES (127, '{"low code","no code",lowcode,nocode,"low code development","rapid application development","citizen developer","application builder"}', '{"low code","no code",lowcode,nocode,"low code development","rapid application development","citizen developer","application builder"}');
INSERT INTO public.catalog_wordinglist VALUES (128, '{"api management","api gateway",apis,api}', '{"api management","api gateway",apis,api}');
INSERT INTO public.catalog_wordinglist VALUES (129, '{ipaas,"integration platform","integration platform as a service","system integration","enterprise service bus","data integration",esb}', '{ipaa,"integration platform","integration platform as a service","system integration","enterprise service bus","data integration",esb}');
INSERT INTO public.catalog_wordinglist VALUES (130, '{rpa,"robotic process automation","process automation",bots,"software robots"}', '{rpa,"robotic process automation","process automation",bot,"software robot"}');
INSERT INTO public.catalog_wordinglist VALUES (131, '{bpm,"business process management",workflow,"workflow automation","process management","workflow management"}', '{bpm,"business process management",workflow,"workflow automation","process management","workflow management"}');
INSERT INTO public.catalog_wordinglist VALUES (132, '{"automated testing","test automation","software testing","quality assurance",qa,"test management"}', '{"automated testing","test automation","software testing","quality assurance",qa,"test management"}');
INSERT INTO public.catalog_wordinglist VALUES (133, '{accessibility,"accessibility testing","section 508","508 compliance",wcag,accessible}', '{accessibility,"accessibility testing","section 508","508 compliance",wcag,accessible}');
INSERT INTO public.catalog_wordinglist VALUES (134, '{"feature flags","feature management"}', '{"feature flag","feature management"}');
INSERT INTO public.catalog_wordinglist VALUES (135, '{"message queue","event streaming","messaging middleware"}', '{"message queue","event streaming","messaging middleware"}');
INSERT INTO public.catalog_wordinglist VALUES (136, '{mainframe,"legacy modernization","application modernization"}', '{mainframe,"legacy modernization","application modernization"}');
INSERT INTO public.catalog_wordinglist VALUES (137, '{"cloud migration",migration}', '{"cloud migration",migration}');
INSERT INTO public.catalog_wordinglist VALUES (138, '{bi,"business intelligence",dashboards,dashboard,reporting,"data visualization","data visualisation",analytics}', '{bi,"business intelligence",dashboard,reporting,"data visualization","data visualisation",analytic}');
INSERT INTO public.catalog_wordinglist VALUES (139, '{"data warehouse","data warehousing","data lake",lakehouse,"data cloud","data platform","big data"}', '{"data warehouse","data warehousing","data lake",lakehouse,"data cloud","data platform","big data"}');
INSERT INTO public.catalog_wordinglist VALUES (140, '{etl,"data pipeline","data pipelines","data transformation","data engineering"}', '{etl,"data pipeline","data transformation","data engineering"}');
INSERT INTO public.catalog_wordinglist VALUES (141, '{"master data management","data quality","reference data"}', '{"master data management","data quality","reference data"}');
INSERT INTO public.catalog_wordinglist VALUES (142, '{"data governance","data catalog","data catalogue","metadata management"}', '{"data governance","data catalog","data catalogue","metadata management"}');
INSERT INTO public.catalog_wordinglist VALUES (143, '{database,databases,dbms,dbaas,"database as a service","relational database",nosql}', '{database,dbm,dbaa,"database as a service","relational database",nosql}');
INSERT INTO public.catalog_wordinglist VALUES (144, '{postgres,postgresql}', '{postgre,postgresql}');
INSERT INTO public.catalog_wordinglist VALUES (145, '{"object storage","archive storage","cold storage","cloud object storage",storage,"long term storage","block storage"}', '{"object storage","archive storage","cold storage","cloud object storage",storage,"long term storage","block storage"}');
INSERT INTO public.catalog_wordinglist VALUES (146, '{ai,"artificial intelligence","machine intelligence"}', '{ai,"artificial intelligence","machine intelligence"}');
INSERT INTO public.catalog_wordinglist VALUES (147, '{ml,"machine learning","predictive analytics","data science","predictive modeling"}', '{ml,"machine learning","predictive analytic","data science","predictive modeling"}');
INSERT INTO public.catalog_wordinglist VALUES (148, '{genai,"generative ai",llm,llms,"large language model","large language models",gpt}', '{genai,"generative ai",llm,"large language model",gpt}');
INSERT INTO public.catalog_wordinglist VALUES (149, '{"natural language processing",nlp,"text analytics","text mining"}', '{"natural language processing",nlp,"text analytic","text mining"}');
INSERT INTO public.catalog_wordinglist VALUES (150, '{"search engine","enterprise search","site search","search platform"}', '{"search engine","enterprise search","site search","search platform"}');
INSERT INTO public.catalog_wordinglist VALUES (151, '{"open data","open data portal","data portal","public data","data publishing","open government"}', '{"open data","open data portal","data portal","public data","data publishing","open government"}');
INSERT INTO public.catalog_wordinglist VALUES (152, '{"web analytics","site analytics","digital analytics","website analytics"}', '{"web analytic","site analytic","digital analytic","website analytic"}');
INSERT INTO public.catalog_wordinglist VALUES (153, '{survey,surveys,questionnaire,questionnaires,polling,feedback,"voice of the customer","experience management","customer feedback","employee engagement"}', '{survey,questionnaire,polling,feedback,"voice of the customer","experience management","customer feedback","employee engagement"}');
INSERT INTO public.catalog_wordinglist VALUES (154, '{gis,"geographic information system","geographic information systems",geospatial,mapping,maps,spatial,"location intelligence"}', '{gis,"geographic information system",geospatial,mapping,map,spatial,"location intelligence"}');
INSERT INTO public.catalog_wordinglist VALUES (155, '{imagery,"satellite imagery","remote sensing","earth observation","aerial imagery"}', '{imagery,"satellite imagery","remote sensing","earth observation","aerial imagery"}');
INSERT INTO public.catalog_wordinglist VALUES (156, '{statistics,"statistical analysis","statistical software"}', '{statistic,"statistical analysis","statistical software"}');
INSERT INTO public.catalog_wordinglist VALUES (157, '{genomics,genetic,genetics,genome,sequencing,dna,bioinformatics,genomic}', '{genomic,genetic,genome,sequencing,dna,bioinformatic}');
INSERT INTO public.catalog_wordinglist VALUES (158, '{"laboratory information management",lims,laboratory,lab}', '{"laboratory information management",lim,laboratory,lab}');
INSERT INTO public.catalog_wordinglist VALUES (159, '{"electronic lab notebook",eln}', '{"electronic lab notebook",eln}');
INSERT INTO public.catalog_wordinglist VALUES (160, '{quantum,"quantum computing"}', '{quantum,"quantum computing"}');
INSERT INTO public.catalog_wordinglist VALUES (161, '{"digital twin","digital twins",simulation,"modeling and simulation"}', '{"digital twin",simulation,"modeling and simulation"}');
INSERT INTO public.catalog_wordinglist VALUES (162, '{"high performance computing",hpc,supercomputing}', '{"high performance computing",hpc,supercomputing}');
INSERT INTO public.catalog_wordinglist VALUES (163, '{crm,"customer relationship management","customer relations management","constituent relationship management","contact management","sales force automation"}', '{crm,"customer relationship management","customer relation management","constituent relationship management","contact management","sale force automation"}');
INSERT INTO public.catalog_wordinglist VALUES (164, '{"citizen engagement","public engagement","constituent engagement","community engagement","public participation","public comments"}', '{"citizen engagement","public engagement","constituent engagement","community engagement","public participation","public comment"}');
INSERT INTO public.catalog_wordinglist VALUES (165, '{311,"service requests","non emergency requests","citizen requests"}', '{311,"service request","non emergency request","citizen request"}');
INSERT INTO public.catalog_wordinglist VALUES (166, '{"case management","case tracking","case files",casework,"case file","complaint tracking",complaints,"complaint management",grievance,grievances}', '{"case management","case tracking","case file",casework,"complaint tracking",complaint,"complaint management",grievance}');
INSERT INTO public.catalog_wordinglist VALUES (167, '{"customer service","customer support","customer care","customer experience",cx}', '{"customer service","customer support","customer care","customer experience",cx}');
INSERT INTO public.catalog_wordinglist VALUES (168, '{permitting,permits,licensing,licenses,permit,inspections,"land management","code enforcement"}', '{permitting,permit,licensing,license,inspection,"land management","code enforcement"}');
INSERT INTO public.catalog_wordinglist VALUES (169, '{portal,"self service portal","customer portal","citizen portal"}', '{portal,"self service portal","customer portal","citizen portal"}');
INSERT INTO public.catalog_wordinglist VALUES (170, '{"social services","human services",benefits,eligibility,welfare,"public assistance","child welfare"}', '{"social service","human service",benefit,eligibility,welfare,"public assistance","child welfare"}');
INSERT INTO public.catalog_wordinglist VALUES (171, '{voting,elections,election,ballots}', '{voting,election,ballot}');
INSERT INTO public.catalog_wordinglist VALUES (172, '{"e commerce",ecommerce,"online store",storefront,"shopping cart"}', '{"e commerce",ecommerce,"online store",storefront,"shopping cart"}');
INSERT INTO public.catalog_wordinglist VALUES (173, '{erp,"enterprise resource planning"}', '{erp,"enterprise resource planning"}');
INSERT INTO public.catalog_wordinglist VALUES (174, '{"financial management",accounting,"general ledger","finance system","financial system","accounts payable",bookkeeping,finance}', '{"financial management",accounting,"general ledger","finance system","financial system","account payable",bookkeeping,finance}');
INSERT INTO public.catalog_wordinglist VALUES (175, '{invoicing,billing,"accounts receivable",invoices,bills}', '{invoicing,billing,"account receivable",invoice,bill}');
INSERT INTO public.catalog_wordinglist VALUES (176, '{budget,budgeting,"budget formulation","budget planning","budget execution","financial planning","planning and budgeting",epm,"enterprise performance management","fp and a"}', '{budget,budgeting,"budget formulation","budget planning","budget execution","financial planning","planning and budgeting",epm,"enterprise performance management","fp and a"}');
INSERT INTO public.catalog_wordinglist VALUES (177, '{procurement,purchasing,sourcing,"e procurement",eprocurement,acquisition,"procure to pay","acquisition management","contract writing",contracting,solicitation}', '{procurement,purchasing,sourcing,"e procurement",eprocurement,acquisition,"procure to pay","acquisition management","contract writing",contracting,solicitation}');
INSERT INTO public.catalog_wordinglist VALUES (178, '{payments,"payment processing","online payments","credit card payments","payment gateway","pay online"}', '{payment,"payment processing","online payment","credit card payment","payment gateway","pay online"}');
INSERT INTO public.catalog_wordinglist VALUES (179, '{grants,grant,"grants management","grant management",grantmaking,"grant making"}', '{grant,"grant management",grantmaking,"grant making"}');
INSERT INTO public.catalog_wordinglist VALUES (180, '{travel,"travel management","travel booking","business travel","travel and expense",trip}', '{travel,"travel management","travel booking","business travel","travel and expense",trip}');
INSERT INTO public.catalog_wordinglist VALUES (181, '{expense,expenses,"expense management","expense reports","expense reimbursement",reimbursement}', '{expense,"expense management","expense report","expense reimbursement",reimbursement}');
INSERT INTO public.catalog_wordinglist VALUES (182, '{treasury,"debt management","cash management","investment management"}', '{treasury,"debt management","cash management","investment management"}');
INSERT INTO public.catalog_wordinglist VALUES (183, '{tax,taxation,"tax collection","revenue management","revenue collection"}', '{tax,taxation,"tax collection","revenue management","revenue collection"}');
INSERT INTO public.catalog_wordinglist VALUES (184, '{"lease accounting","lease management",leases,"lease administration"}', '{"lease accounting","lease management",lease,"lease administration"}');
INSERT INTO public.catalog_wordinglist VALUES (185, '{"real estate","real property","property management",facilities,"facility management","facilities management","building management",cafm,iwms}', '{"real estate","real property","property management",facility,"facility management","building management",cafm,iwm}');
INSERT INTO public.catalog_wordinglist VALUES (186, '{inventory,"inventory management",stock,"warehouse management",logistics}', '{inventory,"inventory management",stock,"warehouse management",logistic}');
INSERT INTO public.catalog_wordinglist VALUES (187, '{"supply chain","supply chain management",scm}', '{"supply chain","supply chain management",scm}');
INSERT INTO public.catalog_wordinglist VALUES (188, '{"utility billing",utilities,"utility bills","energy bills",electricity,"utility management","energy management",water,"energy usage"}', '{"utility billing",utility,"utility bill","energy bill",electricity,"utility management","energy management",water,"energy usage"}');
INSERT INTO public.catalog_wordinglist VALUES (189, '{audit,auditing,"audit management","internal audit","inspector general"}', '{audit,auditing,"audit management","internal audit","inspector general"}');
INSERT INTO public.catalog_wordinglist VALUES (190, '{insurance,claims,"claims management","claims processing"}', '{insurance,claim,"claim management","claim processing"}');
INSERT INTO public.catalog_wordinglist VALUES (191, '{loans,"loan servicing",lending,"loan management"}', '{loan,"loan servicing",lending,"loan management"}');
INSERT INTO public.catalog_wordinglist VALUES (192, '{hr,"human resources",personnel,"human resources management",hris,workforce,"human resource management"}', '{hr,"human resource",personnel,"human resource management",hris,workforce}');
INSERT INTO public.catalog_wordinglist VALUES (193, '{hcm,"hcm suite","human capital management","human capital"}', '{hcm,"hcm suite","human capital management","human capital"}');
INSERT INTO public.catalog_wordinglist VALUES (194, '{payroll,wages,salary,pay,compensation}', '{payroll,wage,salary,pay,compensation}');
INSERT INTO public.catalog_wordinglist VALUES (195, '{"prevailing wage","certified payroll","davis bacon","labor compliance"}', '{"prevailing wage","certified payroll","davis bacon","labor compliance"}');
INSERT INTO public.catalog_wordinglist VALUES (196, '{"time and attendance",timesheets,timesheet,"time tracking","time sheets",timekeeping,"time and labor","labor tracking"}', '{"time and attendance",timesheet,"time tracking","time sheet",timekeeping,"time and labor","labor tracking"}');
INSERT INTO public.catalog_wordinglist VALUES (197, '{"workforce management","shift scheduling",shifts,"staff scheduling","employee scheduling","workforce scheduling",rostering}', '{"workforce management","shift scheduling",shift,"staff scheduling","employee scheduling","workforce scheduling",rostering}');
INSERT INTO public.catalog_wordinglist VALUES (198, '{recruiting,recruitment,"applicant tracking","applicant tracking system",ats,"talent acquisition",hiring,applicants,candidates,"job applications","job postings"}', '{recruiting,recruitment,"applicant tracking","applicant tracking system",ats,"talent acquisition",hiring,applicant,candidate,"job application","job posting"}');
INSERT INTO public.catalog_wordinglist VALUES (199, '{onboarding,"new hires","employee onboarding"}', '{onboarding,"new hire","employee onboarding"}');
INSERT INTO public.catalog_wordinglist VALUES (200, '{"talent management","performance management","succession planning","performance reviews","employee performance"}', '{"talent management","performance management","succession planning","performance review","employee performance"}');
INSERT INTO public.catalog_wordinglist VALUES (201, '{lms,"learning management","learning management system","online training",elearning,"e learning","training courses","online learning",courses,"employee training","learning platform"}', '{lms,"learning management","learning management system","online training",elearning,"e learning","training course","online learning",course,"employee training","learning platform"}');
INSERT INTO public.catalog_wordinglist VALUES (202, '{"talent development",skills,upskilling,"workforce development",coaching,mentoring,mentors,mentorship,"career development","learning and development"}', '{"talent development",skill,upskilling,"workforce development",coaching,mentoring,mentor,mentorship,"career development","learning and development"}');
INSERT INTO public.catalog_wordinglist VALUES (203, '{retirement,pension,pensions,"retirement planning",annuity}', '{retirement,pension,"retirement planning",annuity}');
INSERT INTO public.catalog_wordinglist VALUES (204, '{"employee benefits","benefits administration","open enrollment"}', '{"employee benefit","benefit administration","open enrollment"}');
INSERT INTO public.catalog_wordinglist VALUES (205, '{"background checks","background investigation","background screening",vetting,"personnel security","security clearance"}', '{"background check","background investigation","background screening",vetting,"personnel security","security clearance"}');
INSERT INTO public.catalog_wordinglist VALUES (206, '{"employee recognition",rewards,awards}', '{"employee recognition",reward,award}');
INSERT INTO public.catalog_wordinglist VALUES (207, '{learning,education,students,schools,"higher education","student information system"}', '{learning,education,student,school,"higher education","student information system"}');
INSERT INTO public.catalog_wordinglist VALUES (208, '{assessment,exams,proctoring,"certification exams"}', '{assessment,exam,proctoring,"certification exam"}');
INSERT INTO public.catalog_wordinglist VALUES (209, '{volunteers,"volunteer management"}', '{volunteer,"volunteer management"}');
INSERT INTO public.catalog_wordinglist VALUES (210, '{ethics,"financial disclosure","conflict of interest","ethics management"}', '{ethic,"financial disclosure","conflict of interest","ethic management"}');
INSERT INTO public.catalog_wordinglist VALUES (211, '{"equal employment opportunity",eeo,"discrimination complaints","reasonable accommodation","labor relations","employee relations"}', '{"equal employment opportunity",eeo,"discrimination complaint","reasonable accommodation","labor relation","employee relation"}');
INSERT INTO public.catalog_wordinglist VALUES (212, '{ehr,emr,"electronic health record","electronic health records","electronic medical record","electronic medical records","health records","medical records"}', '{ehr,emr,"electronic health record","electronic medical record","health record","medical record"}');
INSERT INTO public.catalog_wordinglist VALUES (213, '{telehealth,telemedicine,"virtual care","remote patient monitoring","virtual visits",telepsychiatry}', '{telehealth,telemedicine,"virtual care","remote patient monitoring","virtual visit",telepsychiatry}');
INSERT INTO public.catalog_wordinglist VALUES (214, '{"patient engagement","patient communication","patient messaging","patient portal","patient communications",patients}', '{"patient engagement","patient communication","patient messaging","patient portal",patient}');
INSERT INTO public.catalog_wordinglist VALUES (215, '{"physician scheduling","provider scheduling","clinic scheduling","on call scheduling","clinician scheduling",doctors,physicians,clinicians,providers}', '{"physician scheduling","provider scheduling","clinic scheduling","on call scheduling","clinician scheduling",doctor,physician,clinician,provider}');
INSERT INTO public.catalog_wordinglist VALUES (216, '{"medical imaging","medical images",radiology,pacs,dicom,"x ray",mri,"diagnostic imaging"}', '{"medical imaging","medical image",radiology,pac,dicom,"x ray",mri,"diagnostic imaging"}');
INSERT INTO public.catalog_wordinglist VALUES (217, '{diabetes,glucose,"blood glucose","glucose monitoring"}', '{diabete,glucose,"blood glucose","glucose monitoring"}');
INSERT INTO public.catalog_wordinglist VALUES (218, '{cardiology,heart,cardiac,ecg,ekg}', '{cardiology,heart,cardiac,ecg,ekg}');
INSERT INTO public.catalog_wordinglist VALUES (219, '{"health information exchange",hie,"health data exchange",interoperability,fhir,hl7}', '{"health information exchange",hie,"health data exchange",interoperability,fhir,hl7}');
INSERT INTO public.catalog_wordinglist VALUES (220, '{pharmacy,prescriptions,medication,medications,drugs}', '{pharmacy,prescription,medication,drug}');
INSERT INTO public.catalog_wordinglist VALUES (221, '{"mental health","behavioral health","behavioural health",psychiatry}', '{"mental health","behavioral health","behavioural health",psychiatry}');
INSERT INTO public.catalog_wordinglist VALUES (222, '{"public health","disease surveillance",epidemiology,"contact tracing",immunization,vaccination}', '{"public health","disease surveillance",epidemiology,"contact tracing",immunization,vaccination}');
INSERT INTO public.catalog_wordinglist VALUES (223, '{"clinical trials","clinical research","clinical data",edc}', '{"clinical trial","clinical research","clinical data",edc}');
INSERT INTO public.catalog_wordinglist VALUES (224, '{"medical devices","medical device",implants}', '{"medical device",implant}');
INSERT INTO public.catalog_wordinglist VALUES (225, '{"health care",healthcare,medical,clinical,clinic,hospital,hospitals}', '{"health care",healthcare,medical,clinical,clinic,hospital}');
INSERT INTO public.catalog_wordinglist VALUES (226, '{"law enforcement",police,policing,sheriff,"public safety"}', '{"law enforcement",police,policing,sheriff,"public safety"}');
INSERT INTO public.catalog_wordinglist VALUES (227, '{"body camera","body cameras","body worn camera","body worn cameras","body worn video","body cam","dash camera","digital evidence","digital evidence management","evidence management"}', '{"body camera","body worn camera","body worn video","body cam","dash camera","digital evidence","digital evidence management","evidence management"}');
INSERT INTO public.catalog_wordinglist VALUES (228, '{cad,"computer aided dispatch","computer assisted dispatch",dispatch,dispatching}', '{cad,"computer aided dispatch","computer assisted dispatch",dispatch,dispatching}');
INSERT INTO public.catalog_wordinglist VALUES (229, '{"incident reports","records management system","crime reports","incident reporting","report writing"}', '{"incident report","record management system","crime report","incident reporting","report writing"}');
INSERT INTO public.catalog_wordinglist VALUES (230, '{"emergency management","disaster management","disaster response","incident command","emergency operations","crisis management","emergency response",disasters,emergencies,"emergency operations center"}', '{"emergency management","disaster management","disaster response","incident command","emergency operation","crisis management","emergency response",disaster,emergency,"emergency operation center"}');
INSERT INTO public.catalog_wordinglist VALUES (231, '{911,"emergency calls","emergency call","next generation 911",ng911}', '{911,"emergency call","next generation 911",ng911}');
INSERT INTO public.catalog_wordinglist VALUES (232, '{"video surveillance","surveillance cameras","security cameras",cctv,cameras,surveillance}', '{"video surveillance","surveillance camera","security camera",cctv,camera,surveillance}');
INSERT INTO public.catalog_wordinglist VALUES (233, '{"physical access control","door access","access control system","physical security",badge,badges,"building security","building access","visitor management"}', '{"physical access control","door access","access control system","physical security",badge,"building security","building access","visitor management"}');
INSERT INTO public.catalog_wordinglist VALUES (234, '{"license plate recognition",lpr,alpr,"number plate"}', '{"license plate recognition",lpr,alpr,"number plate"}');
INSERT INTO public.catalog_wordinglist VALUES (235, '{"legal research","case law",statutes,"legal information","legal content","law library",regulations}', '{"legal research","case law",statute,"legal information","legal content","law library",regulation}');
INSERT INTO public.catalog_wordinglist VALUES (236, '{court,courts,"court case management",judicial,"e filing"}', '{court,"court case management",judicial,"e filing"}');
INSERT INTO public.catalog_wordinglist VALUES (237, '{inmates,corrections,"offender management",prison,parole,probation}', '{inmate,correction,"offender management",prison,parole,probation}');
INSERT INTO public.catalog_wordinglist VALUES (238, '{"gunshot detection","crime analysis","crime mapping",investigations,"investigation management"}', '{"gunshot detection","crime analysis","crime mapping",investigation,"investigation management"}');
INSERT INTO public.catalog_wordinglist VALUES (239, '{drones,uav,"unmanned aircraft",uas}', '{drone,uav,"unmanned aircraft",uas}');
INSERT INTO public.catalog_wordinglist VALUES (240, '{"fleet management",fleet,vehicles,"vehicle tracking",telematics,"gps tracking"}', '{"fleet management",fleet,vehicle,"vehicle tracking",telematic,"gps tracking"}');
INSERT INTO public.catalog_wordinglist VALUES (241, '{"electric vehicle",ev,"ev charging","electric vehicle charging","charging station","charging stations","electric car","electric cars"}', '{"electric vehicle",ev,"ev charging","electric vehicle charging","charging station","electric car"}');
INSERT INTO public.catalog_wordinglist VALUES (242, '{bim,"building information modeling","building information modelling"}', '{bim,"building information modeling","building information modelling"}');
INSERT INTO public.catalog_wordinglist VALUES (243, '{construction,"construction management","construction project management","capital projects","capital project"}', '{construction,"construction management","construction project management","capital project"}');
INSERT INTO public.catalog_wordinglist VALUES (244, '{"engineering drawings","computer aided design",blueprints}', '{"engineering drawing","computer aided design",blueprint}');
INSERT INTO public.catalog_wordinglist VALUES (245, '{"asset inspection","infrastructure inspection","bridge inspection","bridge management","structure inspection"}', '{"asset inspection","infrastructure inspection","bridge inspection","bridge management","structure inspection"}');
INSERT INTO public.catalog_wordinglist VALUES (246, '{eam,"enterprise asset management","maintenance management",cmms,"work orders","preventive maintenance"}', '{eam,"enterprise asset management","maintenance management",cmm,"work order","preventive maintenance"}');
INSERT INTO public.catalog_wordinglist VALUES (247, '{sustainability,esg,environmental,"carbon accounting",carbon,"greenhouse gas","greenhouse gas emissions",emissions,ghg,climate}', '{sustainability,esg,environmental,"carbon accounting",carbon,"greenhouse gas","greenhouse gas emission",emission,ghg,climate}');
INSERT INTO public.catalog_wordinglist VALUES (248, '{"environmental health and safety",ehs,"workplace safety","occupational safety","occupational health"}', '{"environmental health and safety",ehs,"workplace safety","occupational safety","occupational health"}');
INSERT INTO public.catalog_wordinglist VALUES (249, '{weather,forecasting,meteorology}', '{weather,forecasting,meteorology}');
INSERT INTO public.catalog_wordinglist VALUES (250, '{transportation,transit,traffic,"traffic management"}', '{transportation,transit,traffic,"traffic management"}');
INSERT INTO public.catalog_wordinglist VALUES (251, '{agriculture,farming,farm}', '{agriculture,farming,farm}');
INSERT INTO public.catalog_wordinglist VALUES (252, '{"food safety","food inspection"}', '{"food safety","food inspection"}');
INSERT INTO public.catalog_wordinglist VALUES (253, '{parking,"parking management"}', '{parking,"parking management"}');
INSERT INTO public.catalog_wordinglist VALUES (254, '{aviation,flight,airspace,airport,aircraft}', '{aviation,flight,airspace,airport,aircraft}');
INSERT INTO public.catalog_wordinglist VALUES (256, '{military,defense,defence,dod,"department of defense"}', '{military,defense,defence,dod,"department of defense"}');
INSERT INTO public.catalog_wordinglist VALUES (257, '{"intelligence analysis","link analysis",osint,"open source intelligence"}', '{"intelligence analysis","link analysis",osint,"open source intelligence"}');
INSERT INTO public.catalog_wordinglist VALUES (258, '{"research administration","research management","institutional review board",irb,research}', '{"research administration","research management","institutional review board",irb,research}');
INSERT INTO public.catalog_wordinglist VALUES (259, '{publishing,scholarly,journals,"scientific literature","peer review"}', '{publishing,scholarly,journal,"scientific literature","peer review"}');
INSERT INTO public.catalog_wordinglist VALUES (260, '{"innovation management","idea management",crowdsourcing,"prize competitions",challenges}', '{"innovation management","idea management",crowdsourcing,"prize competition",challenge}');
INSERT INTO public.catalog_wordinglist VALUES (261, '{"strategic planning","strategy execution",okr,"performance measurement"}', '{"strategic planning","strategy execution",okr,"performance measurement"}');
INSERT INTO public.catalog_wordinglist VALUES (262, '{"meeting management","agenda management",agendas}', '{"meeting management","agenda management",agenda}');
INSERT INTO public.catalog_wordinglist VALUES (263, '{"policy management",policies,"procedure management"}', '{"policy management",policy,"procedure management"}');
INSERT INTO public.catalog_wordinglist VALUES (264, '{"product lifecycle management",plm}', '{"product lifecycle management",plm}');
INSERT INTO public.catalog_wordinglist VALUES (265, '{"requirements management","model based systems engineering",mbse}', '{"requirement management","model based system engineering",mbse}');
INSERT INTO public.catalog_wordinglist VALUES (266, '{azure,"microsoft azure"}', '{azure,"microsoft azure"}');
INSERT INTO public.catalog_wordinglist VALUES (267, '{aws,"amazon web services"}', '{aws,"amazon web service"}');
INSERT INTO public.catalog_wordinglist VALUES (268, '{gcp,"google cloud platform","google cloud"}', '{gcp,"google cloud platform","google cloud"}');
INSERT INTO public.catalog_wordinglist VALUES (269, '{arcgis,esri}', '{arcgis,esri}');
INSERT INTO public.catalog_wordinglist VALUES (270, '{jira,confluence,atlassian}', '{jira,confluence,atlassian}');
INSERT INTO public.catalog_wordinglist VALUES (271, '{webex,"cisco webex"}', '{webex,"cisco webex"}');
INSERT INTO public.catalog_wordinglist VALUES (272, '{mobileiron,ivanti}', '{mobileiron,ivanti}');
INSERT INTO public.catalog_wordinglist VALUES (273, '{"mcafee mvision",mcafee,mvision,trellix,skyhigh,"skyhigh security"}', '{"mcafee mvision",mcafee,mvision,trellix,skyhigh,"skyhigh security"}');
INSERT INTO public.catalog_wordinglist VALUES (274, '{lync,"skype for business","microsoft teams"}', '{lync,"skype for business","microsoft team"}');
INSERT INTO public.catalog_wordinglist VALUES (275, '{sharepoint,onedrive}', '{sharepoint,onedrive}');
INSERT INTO public.catalog_wordinglist VALUES (276, '{airwatch,"workspace one"}', '{airwatch,"workspace one"}');
INSERT INTO public.catalog_wordinglist VALUES (277, '{citrix,"virtual apps"}', '{citrix,"virtual app"}');
INSERT INTO public.catalog_wordinglist VALUES (278, '{pivotal,tanzu}', '{pivotal,tanzu}');


--
-- Data for Name: cms_guidanceindexpage; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cms_guidanceindexpage VALUES (4, '');


--
-- Data for Name: cms_guidancepage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: cms_homepage; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cms_homepage VALUES (3, 'Find, compare and buy the services your agency needs', 'One place for every as-a-service offer the state can use: real prices for your users, measured uptime, and a record that leads from each need to what was delivered.', '[{"id": "cc505b3a-10b0-4f8d-9b9c-18abcf428efa", "type": "words", "value": "service desk"}, {"id": "5fea3146-5079-4df4-9023-78cf7d58872b", "type": "words", "value": "electronic signature"}, {"id": "e296a238-8706-441f-9866-b0ebece9fa4f", "type": "words", "value": "case management"}, {"id": "1100dc05-8f6d-483a-a7f1-1fda95fba420", "type": "words", "value": "backup"}]', '[{"id": "10b598e4-0908-4f8d-aa6e-c1e740bf5604", "type": "role", "value": {"text": "State a need once. See what the state already has before you buy something new.", "links": [{"path": "/needs/new/", "words": "State a need"}, {"path": "/catalogue/", "words": "Search the catalogue"}, {"path": "/guidance/from-need-to-service/", "words": "How requests work"}], "heading": "Agencies"}}, {"id": "047dbbe0-cecc-4a4f-8e47-ba230682f054", "type": "role", "value": {"text": "List what you offer, see every rule, and read the same figures as your customer.", "links": [{"path": "/organisations/register/", "words": "Register your company"}, {"path": "/catalogue/", "words": "See who offers what"}, {"path": "/guidance/what-you-promise/", "words": "What you promise"}], "heading": "Vendors"}}, {"id": "e5f8bef2-0598-4289-a380-5765d3363836", "type": "role", "value": {"text": "See what needs you next: needs to route, months that missed, maintenance to approve.", "links": [{"path": "/workspace/", "words": "Open my work"}, {"path": "/needs/", "words": "Needs"}, {"path": "/guidance/closing-a-month/", "words": "Closing a month"}], "heading": "Officers"}}, {"id": "003705a8-e3f9-41cb-b1b3-92cee349cd4b", "type": "role", "value": {"text": "Look in without an account: contracts, promises, and what was delivered.", "links": [{"path": "/contracts/", "words": "Contract register"}, {"path": "/api/v1/docs", "words": "Programming interface"}, {"path": "/guidance/looking-in/", "words": "How to check a figure"}], "heading": "Public and auditors"}}]');


--
-- Data for Name: cms_newsindexpage; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.cms_newsindexpage VALUES (5);


--
-- Data for Name: cms_newspage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_amendedvalue; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_amendment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_amendmentproposal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_buyingpolicy; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_candidate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_case; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_clockevent; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_comparison; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_contract; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_contractversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_credittier; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_dispute; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_drawdown; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_evidencebatch; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_exclusion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_extensionoption; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_framework; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_frameworkamendment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_frameworklot; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_frameworkmember; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_fundingshare; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_hourlyrollup; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_judgement; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_lotvendor; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_order; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_orderapproval; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_periodresult; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_policyband; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_policyrule; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_renewaldecision; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_servicecredit; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_servicelevelterm; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_signature; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: contracts_weight; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: django_content_type; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_content_type VALUES (1, 'wagtailcore', 'page');
INSERT INTO public.django_content_type VALUES (2, 'wagtailcore', 'groupapprovaltask');
INSERT INTO public.django_content_type VALUES (3, 'wagtailcore', 'locale');
INSERT INTO public.django_content_type VALUES (4, 'wagtailcore', 'site');
INSERT INTO public.django_content_type VALUES (5, 'wagtailcore', 'groupsitepermission');
INSERT INTO public.django_content_type VALUES (6, 'wagtailcore', 'apitoken');
INSERT INTO public.django_content_type VALUES (7, 'wagtailcore', 'modellogentry');
INSERT INTO public.django_content_type VALUES (8, 'wagtailcore', 'revision');
INSERT INTO public.django_content_type VALUES (9, 'wagtailcore', 'collectionviewrestriction');
INSERT INTO public.django_content_type VALUES (10, 'wagtailcore', 'collection');
INSERT INTO public.django_content_type VALUES (11, 'wagtailcore', 'groupcollectionpermission');
INSERT INTO public.django_content_type VALUES (12, 'wagtailcore', 'uploadedfile');
INSERT INTO public.django_content_type VALUES (13, 'wagtailcore', 'workflowcontenttype');
INSERT INTO public.django_content_type VALUES (14, 'wagtailcore', 'workflowstate');
INSERT INTO public.django_content_type VALUES (15, 'wagtailcore', 'workflow');
INSERT INTO public.django_content_type VALUES (16, 'wagtailcore', 'workflowtask');
INSERT INTO public.django_content_type VALUES (17, 'wagtailcore', 'task');
INSERT INTO public.django_content_type VALUES (18, 'wagtailcore', 'taskstate');
INSERT INTO public.django_content_type VALUES (19, 'wagtailcore', 'grouppagepermission');
INSERT INTO public.django_content_type VALUES (20, 'wagtailcore', 'pageviewrestriction');
INSERT INTO public.django_content_type VALUES (21, 'wagtailcore', 'workflowpage');
INSERT INTO public.django_content_type VALUES (22, 'wagtailcore', 'pagelogentry');
INSERT INTO public.django_content_type VALUES (23, 'wagtailcore', 'comment');
INSERT INTO public.django_content_type VALUES (24, 'wagtailcore', 'commentreply');
INSERT INTO public.django_content_type VALUES (25, 'wagtailcore', 'pagesubscription');
INSERT INTO public.django_content_type VALUES (26, 'wagtailcore', 'referenceindex');
INSERT INTO public.django_content_type VALUES (27, 'catalog', 'cataloguereview');
INSERT INTO public.django_content_type VALUES (28, 'catalog', 'offering');
INSERT INTO public.django_content_type VALUES (29, 'cms', 'homepage');
INSERT INTO public.django_content_type VALUES (30, 'cms', 'guidanceindexpage');
INSERT INTO public.django_content_type VALUES (31, 'cms', 'newsindexpage');
INSERT INTO public.django_content_type VALUES (32, 'wagtailadmin', 'admin');
INSERT INTO public.django_content_type VALUES (33, 'wagtaildocs', 'document');
INSERT INTO public.django_content_type VALUES (34, 'wagtailimages', 'image');
INSERT INTO public.django_content_type VALUES (35, 'cms', 'guidancepage');
INSERT INTO public.django_content_type VALUES (36, 'cms', 'newspage');
INSERT INTO public.django_content_type VALUES (37, 'rfp', 'need');
INSERT INTO public.django_content_type VALUES (38, 'rfp', 'needfunding');
INSERT INTO public.django_content_type VALUES (39, 'rfp', 'joinproposal');
INSERT INTO public.django_content_type VALUES (40, 'rfp', 'forum');
INSERT INTO public.django_content_type VALUES (41, 'rfp', 'forumneed');
INSERT INTO public.django_content_type VALUES (42, 'rfp', 'registration');
INSERT INTO public.django_content_type VALUES (43, 'rfp', 'forumquestion');
INSERT INTO public.django_content_type VALUES (44, 'rfp', 'marketlesson');
INSERT INTO public.django_content_type VALUES (45, 'rfp', 'minutesentry');
INSERT INTO public.django_content_type VALUES (46, 'rfp', 'minutesversion');
INSERT INTO public.django_content_type VALUES (47, 'rfp', 'questionvote');
INSERT INTO public.django_content_type VALUES (48, 'contracts', 'contract');
INSERT INTO public.django_content_type VALUES (49, 'contracts', 'amendment');
INSERT INTO public.django_content_type VALUES (50, 'contracts', 'servicelevelterm');
INSERT INTO public.django_content_type VALUES (51, 'contracts', 'credittier');
INSERT INTO public.django_content_type VALUES (52, 'contracts', 'order');
INSERT INTO public.django_content_type VALUES (53, 'contracts', 'fundingshare');
INSERT INTO public.django_content_type VALUES (54, 'contracts', 'exclusion');
INSERT INTO public.django_content_type VALUES (55, 'contracts', 'hourlyrollup');
INSERT INTO public.django_content_type VALUES (56, 'contracts', 'periodresult');
INSERT INTO public.django_content_type VALUES (57, 'contracts', 'dispute');
INSERT INTO public.django_content_type VALUES (58, 'contracts', 'servicecredit');
INSERT INTO public.django_content_type VALUES (59, 'contracts', 'evidencebatch');
INSERT INTO public.django_content_type VALUES (60, 'contracts', 'framework');
INSERT INTO public.django_content_type VALUES (61, 'contracts', 'frameworkamendment');
INSERT INTO public.django_content_type VALUES (62, 'contracts', 'frameworklot');
INSERT INTO public.django_content_type VALUES (63, 'contracts', 'amendedvalue');
INSERT INTO public.django_content_type VALUES (64, 'contracts', 'frameworkmember');
INSERT INTO public.django_content_type VALUES (65, 'contracts', 'lotvendor');
INSERT INTO public.django_content_type VALUES (66, 'contracts', 'drawdown');
INSERT INTO public.django_content_type VALUES (67, 'contracts', 'buyingpolicy');
INSERT INTO public.django_content_type VALUES (68, 'contracts', 'policyband');
INSERT INTO public.django_content_type VALUES (69, 'contracts', 'policyrule');
INSERT INTO public.django_content_type VALUES (70, 'contracts', 'orderapproval');
INSERT INTO public.django_content_type VALUES (71, 'contracts', 'case');
INSERT INTO public.django_content_type VALUES (72, 'contracts', 'clockevent');
INSERT INTO public.django_content_type VALUES (73, 'contracts', 'candidate');
INSERT INTO public.django_content_type VALUES (74, 'contracts', 'comparison');
INSERT INTO public.django_content_type VALUES (75, 'contracts', 'judgement');
INSERT INTO public.django_content_type VALUES (76, 'contracts', 'weight');
INSERT INTO public.django_content_type VALUES (77, 'contracts', 'contractversion');
INSERT INTO public.django_content_type VALUES (78, 'contracts', 'signature');
INSERT INTO public.django_content_type VALUES (79, 'contracts', 'amendmentproposal');
INSERT INTO public.django_content_type VALUES (80, 'contracts', 'extensionoption');
INSERT INTO public.django_content_type VALUES (81, 'contracts', 'renewaldecision');
INSERT INTO public.django_content_type VALUES (82, 'catalog', 'assessor');
INSERT INTO public.django_content_type VALUES (83, 'catalog', 'topic');
INSERT INTO public.django_content_type VALUES (84, 'catalog', 'offeringchange');
INSERT INTO public.django_content_type VALUES (85, 'catalog', 'offeredservicelevel');
INSERT INTO public.django_content_type VALUES (86, 'catalog', 'agencyuse');
INSERT INTO public.django_content_type VALUES (87, 'catalog', 'offeringfacts');
INSERT INTO public.django_content_type VALUES (88, 'catalog', 'plan');
INSERT INTO public.django_content_type VALUES (89, 'catalog', 'searchentry');
INSERT INTO public.django_content_type VALUES (90, 'catalog', 'searchword');
INSERT INTO public.django_content_type VALUES (91, 'catalog', 'lot');
INSERT INTO public.django_content_type VALUES (92, 'catalog', 'shortlist');
INSERT INTO public.django_content_type VALUES (93, 'catalog', 'shortlistentry');
INSERT INTO public.django_content_type VALUES (94, 'catalog', 'shortlistnote');
INSERT INTO public.django_content_type VALUES (95, 'catalog', 'offeringupload');
INSERT INTO public.django_content_type VALUES (96, 'catalog', 'questionset');
INSERT INTO public.django_content_type VALUES (97, 'catalog', 'questionsetversion');
INSERT INTO public.django_content_type VALUES (98, 'catalog', 'evidencefile');
INSERT INTO public.django_content_type VALUES (99, 'catalog', 'reviewremark');
INSERT INTO public.django_content_type VALUES (100, 'catalog', 'savedsearch');
INSERT INTO public.django_content_type VALUES (101, 'catalog', 'savedsearchhit');
INSERT INTO public.django_content_type VALUES (102, 'catalog', 'declaration');
INSERT INTO public.django_content_type VALUES (103, 'catalog', 'lapsenotice');
INSERT INTO public.django_content_type VALUES (104, 'catalog', 'admission');
INSERT INTO public.django_content_type VALUES (105, 'catalog', 'longlist');
INSERT INTO public.django_content_type VALUES (106, 'catalog', 'longlistentry');
INSERT INTO public.django_content_type VALUES (107, 'catalog', 'longliststep');
INSERT INTO public.django_content_type VALUES (108, 'catalog', 'longlistexclusion');
INSERT INTO public.django_content_type VALUES (109, 'catalog', 'readycounts');
INSERT INTO public.django_content_type VALUES (110, 'catalog', 'readypage');
INSERT INTO public.django_content_type VALUES (111, 'catalog', 'unsavedentry');
INSERT INTO public.django_content_type VALUES (112, 'catalog', 'wordinglist');
INSERT INTO public.django_content_type VALUES (113, 'catalog', 'namebeginning');
INSERT INTO public.django_content_type VALUES (114, 'notifications', 'notification');
INSERT INTO public.django_content_type VALUES (115, 'organisations', 'organisation');
INSERT INTO public.django_content_type VALUES (116, 'organisations', 'membership');
INSERT INTO public.django_content_type VALUES (117, 'organisations', 'invitation');
INSERT INTO public.django_content_type VALUES (118, 'organisations', 'businesshours');
INSERT INTO public.django_content_type VALUES (119, 'organisations', 'apitoken');
INSERT INTO public.django_content_type VALUES (120, 'organisations', 'substitution');
INSERT INTO public.django_content_type VALUES (121, 'organisations', 'apiallowance');
INSERT INTO public.django_content_type VALUES (122, 'organisations', 'handover');
INSERT INTO public.django_content_type VALUES (123, 'organisations', 'companydetails');
INSERT INTO public.django_content_type VALUES (124, 'organisations', 'sanction');
INSERT INTO public.django_content_type VALUES (125, 'organisations', 'appeal');
INSERT INTO public.django_content_type VALUES (126, 'organisations', 'namechange');
INSERT INTO public.django_content_type VALUES (127, 'organisations', 'merger');
INSERT INTO public.django_content_type VALUES (128, 'accounts', 'user');
INSERT INTO public.django_content_type VALUES (129, 'audit', 'chainhead');
INSERT INTO public.django_content_type VALUES (130, 'audit', 'checkpoint');
INSERT INTO public.django_content_type VALUES (131, 'audit', 'auditevent');
INSERT INTO public.django_content_type VALUES (132, 'references', 'series');
INSERT INTO public.django_content_type VALUES (133, 'files', 'stoadocument');
INSERT INTO public.django_content_type VALUES (134, 'files', 'stoaimage');
INSERT INTO public.django_content_type VALUES (135, 'files', 'stoarendition');
INSERT INTO public.django_content_type VALUES (136, 'wagtailredirects', 'redirect');
INSERT INTO public.django_content_type VALUES (137, 'wagtailembeds', 'embed');
INSERT INTO public.django_content_type VALUES (138, 'wagtailusers', 'userprofile');
INSERT INTO public.django_content_type VALUES (139, 'wagtailimages', 'rendition');
INSERT INTO public.django_content_type VALUES (140, 'wagtailsearch', 'indexentry');
INSERT INTO public.django_content_type VALUES (141, 'wagtailadmin', 'editingsession');
INSERT INTO public.django_content_type VALUES (142, 'wagtailadmin', 'formstate');
INSERT INTO public.django_content_type VALUES (143, 'taggit', 'tag');
INSERT INTO public.django_content_type VALUES (144, 'taggit', 'taggeditem');
INSERT INTO public.django_content_type VALUES (145, 'account', 'emailaddress');
INSERT INTO public.django_content_type VALUES (146, 'account', 'emailconfirmation');
INSERT INTO public.django_content_type VALUES (147, 'socialaccount', 'socialaccount');
INSERT INTO public.django_content_type VALUES (148, 'socialaccount', 'socialapp');
INSERT INTO public.django_content_type VALUES (149, 'socialaccount', 'socialtoken');
INSERT INTO public.django_content_type VALUES (150, 'mfa', 'authenticator');
INSERT INTO public.django_content_type VALUES (151, 'procrastinate', 'procrastinateevent');
INSERT INTO public.django_content_type VALUES (152, 'procrastinate', 'procrastinatejob');
INSERT INTO public.django_content_type VALUES (153, 'procrastinate', 'procrastinateperiodicdefer');
INSERT INTO public.django_content_type VALUES (154, 'procrastinate', 'procrastinateworker');
INSERT INTO public.django_content_type VALUES (155, 'auth', 'permission');
INSERT INTO public.django_content_type VALUES (156, 'auth', 'group');
INSERT INTO public.django_content_type VALUES (157, 'contenttypes', 'contenttype');
INSERT INTO public.django_content_type VALUES (158, 'sessions', 'session');


--
-- Data for Name: django_migrations; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.django_migrations VALUES (1, 'contenttypes', '0001_initial', '2026-11-29 06:42:26.417403+00');
INSERT INTO public.django_migrations VALUES (2, 'contenttypes', '0002_remove_content_type_name', '2026-11-29 06:42:26.421603+00');
INSERT INTO public.django_migrations VALUES (3, 'auth', '0001_initial', '2026-11-29 06:42:26.450989+00');
INSERT INTO public.django_migrations VALUES (4, 'auth', '0002_alter_permission_name_max_length', '2026-11-29 06:42:26.455693+00');
INSERT INTO public.django_migrations VALUES (5, 'auth', '0003_alter_user_email_max_length', '2026-11-29 06:42:26.459692+00');
INSERT INTO public.django_migrations VALUES (6, 'auth', '0004_alter_user_username_opts', '2026-11-29 06:42:26.463704+00');
INSERT INTO public.django_migrations VALUES (7, 'auth', '0005_alter_user_last_login_null', '2026-11-29 06:42:26.467916+00');
INSERT INTO public.django_migrations VALUES (8, 'auth', '0006_require_contenttypes_0002', '2026-11-29 06:42:26.469021+00');
INSERT INTO public.django_migrations VALUES (9, 'auth', '0007_alter_validators_add_error_messages', '2026-11-29 06:42:26.472809+00');
INSERT INTO public.django_migrations VALUES (10, 'auth', '0008_alter_user_username_max_length', '2026-11-29 06:42:26.476518+00');
INSERT INTO public.django_migrations VALUES (11, 'auth', '0009_alter_user_last_name_max_length', '2026-11-29 06:42:26.479872+00');
INSERT INTO public.django_migrations VALUES (12, 'auth', '0010_alter_group_name_max_length', '2026-11-29 06:42:26.484159+00');
INSERT INTO public.django_migrations VALUES (13, 'auth', '0011_update_proxy_permissions', '2026-11-29 06:42:26.487533+00');
INSERT INTO public.django_migrations VALUES (14, 'auth', '0012_alter_user_first_name_max_length', '2026-11-29 06:42:26.492271+00');
INSERT INTO public.django_migrations VALUES (15, 'accounts', '0001_initial', '2026-11-29 06:42:26.518981+00');
INSERT INTO public.django_migrations VALUES (16, 'account', '0001_initial', '2026-11-29 06:42:26.544653+00');
INSERT INTO public.django_migrations VALUES (17, 'account', '0002_email_max_length', '2026-11-29 06:42:26.551276+00');
INSERT INTO public.django_migrations VALUES (18, 'account', '0003_alter_emailaddress_create_unique_verified_email', '2026-11-29 06:42:26.562767+00');
INSERT INTO public.django_migrations VALUES (19, 'account', '0004_alter_emailaddress_drop_unique_email', '2026-11-29 06:42:26.571414+00');
INSERT INTO public.django_migrations VALUES (20, 'account', '0005_emailaddress_idx_upper_email', '2026-11-29 06:42:26.57824+00');
INSERT INTO public.django_migrations VALUES (21, 'account', '0006_emailaddress_lower', '2026-11-29 06:42:26.587636+00');
INSERT INTO public.django_migrations VALUES (22, 'account', '0007_emailaddress_idx_email', '2026-11-29 06:42:26.598922+00');
INSERT INTO public.django_migrations VALUES (23, 'account', '0008_emailaddress_unique_primary_email_fixup', '2026-11-29 06:42:26.606637+00');
INSERT INTO public.django_migrations VALUES (24, 'account', '0009_emailaddress_unique_primary_email', '2026-11-29 06:42:26.612807+00');
INSERT INTO public.django_migrations VALUES (25, 'accounts', '0002_cache_table', '2026-11-29 06:42:26.618335+00');
INSERT INTO public.django_migrations VALUES (26, 'audit', '0001_initial', '2026-11-29 06:42:26.647548+00');
INSERT INTO public.django_migrations VALUES (27, 'audit', '0002_checkpoints_in_a_chain', '2026-11-29 06:42:26.650093+00');
INSERT INTO public.django_migrations VALUES (28, 'wagtailcore', '0001_initial', '2026-11-29 06:42:26.800625+00');
INSERT INTO public.django_migrations VALUES (29, 'wagtailcore', '0002_initial_data', '2026-11-29 06:42:26.801393+00');
INSERT INTO public.django_migrations VALUES (30, 'wagtailcore', '0003_add_uniqueness_constraint_on_group_page_permission', '2026-11-29 06:42:26.801826+00');
INSERT INTO public.django_migrations VALUES (31, 'wagtailcore', '0004_page_locked', '2026-11-29 06:42:26.802146+00');
INSERT INTO public.django_migrations VALUES (32, 'wagtailcore', '0005_add_page_lock_permission_to_moderators', '2026-11-29 06:42:26.802467+00');
INSERT INTO public.django_migrations VALUES (33, 'wagtailcore', '0006_add_lock_page_permission', '2026-11-29 06:42:26.802785+00');
INSERT INTO public.django_migrations VALUES (34, 'wagtailcore', '0007_page_latest_revision_created_at', '2026-11-29 06:42:26.803089+00');
INSERT INTO public.django_migrations VALUES (35, 'wagtailcore', '0008_populate_latest_revision_created_at', '2026-11-29 06:42:26.803388+00');
INSERT INTO public.django_migrations VALUES (36, 'wagtailcore', '0009_remove_auto_now_add_from_pagerevision_created_at', '2026-11-29 06:42:26.803686+00');
INSERT INTO public.django_migrations VALUES (37, 'wagtailcore', '0010_change_page_owner_to_null_on_delete', '2026-11-29 06:42:26.803987+00');
INSERT INTO public.django_migrations VALUES (38, 'wagtailcore', '0011_page_first_published_at', '2026-11-29 06:42:26.804304+00');
INSERT INTO public.django_migrations VALUES (39, 'wagtailcore', '0012_extend_page_slug_field', '2026-11-29 06:42:26.804701+00');
INSERT INTO public.django_migrations VALUES (40, 'wagtailcore', '0013_update_golive_expire_help_text', '2026-11-29 06:42:26.80502+00');
INSERT INTO public.django_migrations VALUES (41, 'wagtailcore', '0014_add_verbose_name', '2026-11-29 06:42:26.805351+00');
INSERT INTO public.django_migrations VALUES (42, 'wagtailcore', '0015_add_more_verbose_names', '2026-11-29 06:42:26.805693+00');
INSERT INTO public.django_migrations VALUES (43, 'wagtailcore', '0016_change_page_url_path_to_text_field', '2026-11-29 06:42:26.806018+00');
INSERT INTO public.django_migrations VALUES (44, 'wagtailcore', '0017_change_edit_page_permission_description', '2026-11-29 06:42:26.815084+00');
INSERT INTO public.django_migrations VALUES (45, 'wagtailcore', '0018_pagerevision_submitted_for_moderation_index', '2026-11-29 06:42:26.824842+00');
INSERT INTO public.django_migrations VALUES (46, 'wagtailcore', '0019_verbose_names_cleanup', '2026-11-29 06:42:26.858146+00');
INSERT INTO public.django_migrations VALUES (47, 'wagtailcore', '0020_add_index_on_page_first_published_at', '2026-11-29 06:42:26.868492+00');
INSERT INTO public.django_migrations VALUES (48, 'wagtailcore', '0021_capitalizeverbose', '2026-11-29 06:42:27.261736+00');
INSERT INTO public.django_migrations VALUES (49, 'wagtailcore', '0022_add_site_name', '2026-11-29 06:42:27.271312+00');
INSERT INTO public.django_migrations VALUES (50, 'wagtailcore', '0023_alter_page_revision_on_delete_behaviour', '2026-11-29 06:42:27.284025+00');
INSERT INTO public.django_migrations VALUES (51, 'wagtailcore', '0024_collection', '2026-11-29 06:42:27.296282+00');
INSERT INTO public.django_migrations VALUES (52, 'wagtailcore', '0025_collection_initial_data', '2026-11-29 06:42:27.312833+00');
INSERT INTO public.django_migrations VALUES (53, 'wagtailcore', '0026_group_collection_permission', '2026-11-29 06:42:27.353902+00');
INSERT INTO public.django_migrations VALUES (54, 'wagtailcore', '0027_fix_collection_path_collation', '2026-11-29 06:42:27.374789+00');
INSERT INTO public.django_migrations VALUES (55, 'wagtailcore', '0024_alter_page_content_type_on_delete_behaviour', '2026-11-29 06:42:27.385358+00');
INSERT INTO public.django_migrations VALUES (56, 'wagtailcore', '0028_merge', '2026-11-29 06:42:27.386639+00');
INSERT INTO public.django_migrations VALUES (57, 'wagtailcore', '0029_unicode_slugfield_dj19', '2026-11-29 06:42:27.396264+00');
INSERT INTO public.django_migrations VALUES (58, 'wagtailcore', '0030_index_on_pagerevision_created_at', '2026-11-29 06:42:27.407789+00');
INSERT INTO public.django_migrations VALUES (59, 'wagtailcore', '0031_add_page_view_restriction_types', '2026-11-29 06:42:27.444964+00');
INSERT INTO public.django_migrations VALUES (60, 'wagtailcore', '0032_add_bulk_delete_page_permission', '2026-11-29 06:42:27.455547+00');
INSERT INTO public.django_migrations VALUES (61, 'wagtailcore', '0033_remove_golive_expiry_help_text', '2026-11-29 06:42:27.472518+00');
INSERT INTO public.django_migrations VALUES (62, 'wagtailcore', '0034_page_live_revision', '2026-11-29 06:42:27.486813+00');
INSERT INTO public.django_migrations VALUES (63, 'wagtailcore', '0035_page_last_published_at', '2026-11-29 06:42:27.49672+00');
INSERT INTO public.django_migrations VALUES (64, 'wagtailcore', '0036_populate_page_last_published_at', '2026-11-29 06:42:27.511111+00');
INSERT INTO public.django_migrations VALUES (65, 'wagtailcore', '0037_set_page_owner_editable', '2026-11-29 06:42:27.521148+00');
INSERT INTO public.django_migrations VALUES (66, 'wagtailcore', '0038_make_first_published_at_editable', '2026-11-29 06:42:27.530124+00');
INSERT INTO public.django_migrations VALUES (67, 'wagtailcore', '0039_collectionviewrestriction', '2026-11-29 06:42:27.586586+00');
INSERT INTO public.django_migrations VALUES (68, 'wagtailcore', '0040_page_draft_title', '2026-11-29 06:42:27.630224+00');
INSERT INTO public.django_migrations VALUES (69, 'wagtailcore', '0041_group_collection_permissions_verbose_name_plural', '2026-11-29 06:42:27.645506+00');
INSERT INTO public.django_migrations VALUES (70, 'wagtailcore', '0042_index_on_pagerevision_approved_go_live_at', '2026-11-29 06:42:27.670777+00');
INSERT INTO public.django_migrations VALUES (71, 'wagtailcore', '0043_lock_fields', '2026-11-29 06:42:27.695601+00');
INSERT INTO public.django_migrations VALUES (72, 'wagtailcore', '0044_add_unlock_grouppagepermission', '2026-11-29 06:42:27.706664+00');
INSERT INTO public.django_migrations VALUES (73, 'wagtailcore', '0045_assign_unlock_grouppagepermission', '2026-11-29 06:42:27.727725+00');
INSERT INTO public.django_migrations VALUES (74, 'wagtailcore', '0046_site_name_remove_null', '2026-11-29 06:42:27.738126+00');
INSERT INTO public.django_migrations VALUES (75, 'wagtailcore', '0047_add_workflow_models', '2026-11-29 06:42:27.941731+00');
INSERT INTO public.django_migrations VALUES (76, 'wagtailcore', '0048_add_default_workflows', '2026-11-29 06:42:27.979983+00');
INSERT INTO public.django_migrations VALUES (77, 'wagtailcore', '0049_taskstate_finished_by', '2026-11-29 06:42:28.002313+00');
INSERT INTO public.django_migrations VALUES (78, 'wagtailcore', '0050_workflow_rejected_to_needs_changes', '2026-11-29 06:42:28.042401+00');
INSERT INTO public.django_migrations VALUES (79, 'wagtailcore', '0051_taskstate_comment', '2026-11-29 06:42:28.059082+00');
INSERT INTO public.django_migrations VALUES (80, 'wagtailcore', '0052_pagelogentry', '2026-11-29 06:42:28.095495+00');
INSERT INTO public.django_migrations VALUES (81, 'wagtailcore', '0053_locale_model', '2026-11-29 06:42:28.104556+00');
INSERT INTO public.django_migrations VALUES (82, 'wagtailcore', '0054_initial_locale', '2026-11-29 06:42:28.133163+00');
INSERT INTO public.django_migrations VALUES (83, 'wagtailcore', '0055_page_locale_fields', '2026-11-29 06:42:28.199539+00');
INSERT INTO public.django_migrations VALUES (84, 'wagtailcore', '0056_page_locale_fields_populate', '2026-11-29 06:42:28.225586+00');
INSERT INTO public.django_migrations VALUES (85, 'wagtailcore', '0057_page_locale_fields_notnull', '2026-11-29 06:42:28.271862+00');
INSERT INTO public.django_migrations VALUES (86, 'wagtailcore', '0058_page_alias_of', '2026-11-29 06:42:28.566526+00');
INSERT INTO public.django_migrations VALUES (87, 'wagtailcore', '0059_apply_collection_ordering', '2026-11-29 06:42:28.590624+00');
INSERT INTO public.django_migrations VALUES (88, 'wagtailcore', '0060_fix_workflow_unique_constraint', '2026-11-29 06:42:28.631726+00');
INSERT INTO public.django_migrations VALUES (89, 'wagtailcore', '0061_change_promote_tab_helpt_text_and_verbose_names', '2026-11-29 06:42:28.664709+00');
INSERT INTO public.django_migrations VALUES (90, 'wagtailcore', '0062_comment_models_and_pagesubscription', '2026-11-29 06:42:28.782857+00');
INSERT INTO public.django_migrations VALUES (91, 'wagtailcore', '0063_modellogentry', '2026-11-29 06:42:28.823862+00');
INSERT INTO public.django_migrations VALUES (92, 'wagtailcore', '0064_log_timestamp_indexes', '2026-11-29 06:42:28.86506+00');
INSERT INTO public.django_migrations VALUES (93, 'wagtailcore', '0065_log_entry_uuid', '2026-11-29 06:42:28.904761+00');
INSERT INTO public.django_migrations VALUES (94, 'wagtailcore', '0066_collection_management_permissions', '2026-11-29 06:42:28.936496+00');
INSERT INTO public.django_migrations VALUES (95, 'wagtailcore', '0067_alter_pagerevision_content_json', '2026-11-29 06:42:28.989759+00');
INSERT INTO public.django_migrations VALUES (96, 'wagtailcore', '0068_log_entry_empty_object', '2026-11-29 06:42:29.021+00');
INSERT INTO public.django_migrations VALUES (97, 'wagtailcore', '0069_log_entry_jsonfield', '2026-11-29 06:42:29.130838+00');
INSERT INTO public.django_migrations VALUES (98, 'wagtailcore', '0070_rename_pagerevision_revision', '2026-11-29 06:42:29.391466+00');
INSERT INTO public.django_migrations VALUES (99, 'wagtailcore', '0071_populate_revision_content_type', '2026-11-29 06:42:29.416248+00');
INSERT INTO public.django_migrations VALUES (100, 'wagtailcore', '0072_alter_revision_content_type_notnull', '2026-11-29 06:42:29.466037+00');
INSERT INTO public.django_migrations VALUES (101, 'wagtailcore', '0073_page_latest_revision', '2026-11-29 06:42:29.489126+00');
INSERT INTO public.django_migrations VALUES (102, 'wagtailcore', '0074_revision_object_str', '2026-11-29 06:42:29.505636+00');
INSERT INTO public.django_migrations VALUES (103, 'wagtailcore', '0075_populate_latest_revision_and_revision_object_str', '2026-11-29 06:42:29.550255+00');
INSERT INTO public.django_migrations VALUES (104, 'wagtailcore', '0076_modellogentry_revision', '2026-11-29 06:42:29.572326+00');
INSERT INTO public.django_migrations VALUES (105, 'wagtailcore', '0077_alter_revision_user', '2026-11-29 06:42:29.863359+00');
INSERT INTO public.django_migrations VALUES (106, 'wagtailcore', '0078_referenceindex', '2026-11-29 06:42:29.90173+00');
INSERT INTO public.django_migrations VALUES (107, 'wagtailcore', '0079_rename_taskstate_page_revision', '2026-11-29 06:42:29.927507+00');
INSERT INTO public.django_migrations VALUES (108, 'wagtailcore', '0080_generic_workflowstate', '2026-11-29 06:42:30.131314+00');
INSERT INTO public.django_migrations VALUES (109, 'wagtailcore', '0081_populate_workflowstate_content_type', '2026-11-29 06:42:30.15588+00');
INSERT INTO public.django_migrations VALUES (110, 'wagtailcore', '0082_alter_workflowstate_content_type_notnull', '2026-11-29 06:42:30.210081+00');
INSERT INTO public.django_migrations VALUES (111, 'wagtailcore', '0083_workflowcontenttype', '2026-11-29 06:42:30.254548+00');
INSERT INTO public.django_migrations VALUES (112, 'wagtailcore', '0084_add_default_page_permissions', '2026-11-29 06:42:30.277775+00');
INSERT INTO public.django_migrations VALUES (113, 'wagtailcore', '0085_add_grouppagepermission_permission', '2026-11-29 06:42:30.333952+00');
INSERT INTO public.django_migrations VALUES (114, 'wagtailcore', '0086_populate_grouppagepermission_permission', '2026-11-29 06:42:30.425487+00');
INSERT INTO public.django_migrations VALUES (115, 'wagtailcore', '0087_alter_grouppagepermission_unique_together_and_more', '2026-11-29 06:42:30.51597+00');
INSERT INTO public.django_migrations VALUES (116, 'wagtailcore', '0088_fix_log_entry_json_timestamps', '2026-11-29 06:42:30.608087+00');
INSERT INTO public.django_migrations VALUES (117, 'wagtailcore', '0089_log_entry_data_json_null_to_object', '2026-11-29 06:42:30.64933+00');
INSERT INTO public.django_migrations VALUES (118, 'wagtailcore', '0090_remove_grouppagepermission_permission_type', '2026-11-29 06:42:30.749943+00');
INSERT INTO public.django_migrations VALUES (119, 'wagtailcore', '0091_remove_revision_submitted_for_moderation', '2026-11-29 06:42:30.769337+00');
INSERT INTO public.django_migrations VALUES (120, 'wagtailcore', '0092_alter_collectionviewrestriction_password_and_more', '2026-11-29 06:42:30.824462+00');
INSERT INTO public.django_migrations VALUES (121, 'wagtailcore', '0093_uploadedfile', '2026-11-29 06:42:31.147421+00');
INSERT INTO public.django_migrations VALUES (122, 'wagtailcore', '0094_alter_page_locale', '2026-11-29 06:42:31.16872+00');
INSERT INTO public.django_migrations VALUES (123, 'wagtailcore', '0095_groupsitepermission', '2026-11-29 06:42:31.202756+00');
INSERT INTO public.django_migrations VALUES (124, 'wagtailcore', '0096_referenceindex_referenceindex_source_object_and_more', '2026-11-29 06:42:31.225735+00');
INSERT INTO public.django_migrations VALUES (125, 'wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes', '2026-11-29 06:42:31.260874+00');
INSERT INTO public.django_migrations VALUES (126, 'wagtailcore', '0098_apitoken', '2026-11-29 06:42:31.291923+00');
INSERT INTO public.django_migrations VALUES (127, 'organisations', '0001_initial', '2026-11-29 06:42:31.574412+00');
INSERT INTO public.django_migrations VALUES (128, 'organisations', '0002_members_hand_over', '2026-11-29 06:42:31.760516+00');
INSERT INTO public.django_migrations VALUES (129, 'organisations', '0003_invitation_mailed_at', '2026-11-29 06:42:31.783137+00');
INSERT INTO public.django_migrations VALUES (130, 'organisations', '0004_company_details', '2026-11-29 06:42:31.822878+00');
INSERT INTO public.django_migrations VALUES (131, 'organisations', '0005_sanctions', '2026-11-29 06:42:32.334056+00');
INSERT INTO public.django_migrations VALUES (132, 'catalog', '0001_initial', '2026-11-29 06:42:32.865423+00');
INSERT INTO public.django_migrations VALUES (133, 'catalog', '0002_search_language', '2026-11-29 06:42:32.885636+00');
INSERT INTO public.django_migrations VALUES (134, 'catalog', '0003_search_entries', '2026-11-29 06:42:33.033905+00');
INSERT INTO public.django_migrations VALUES (135, 'catalog', '0004_publication_gate', '2026-11-29 06:42:33.076113+00');
INSERT INTO public.django_migrations VALUES (136, 'catalog', '0005_review_workflow', '2026-11-29 06:42:33.424344+00');
INSERT INTO public.django_migrations VALUES (137, 'catalog', '0006_agencies_under_contract', '2026-11-29 06:42:33.466919+00');
INSERT INTO public.django_migrations VALUES (138, 'catalog', '0007_lots', '2026-11-29 06:42:33.533008+00');
INSERT INTO public.django_migrations VALUES (139, 'catalog', '0008_shortlists', '2026-11-29 06:42:34.115431+00');
INSERT INTO public.django_migrations VALUES (140, 'catalog', '0008_offering_uploads', '2026-11-29 06:42:34.554701+00');
INSERT INTO public.django_migrations VALUES (141, 'catalog', '0008_question_sets', '2026-11-29 06:42:34.768372+00');
INSERT INTO public.django_migrations VALUES (142, 'catalog', '0009_offering_answers', '2026-11-29 06:42:34.864058+00');
INSERT INTO public.django_migrations VALUES (143, 'catalog', '0010_search_words', '2026-11-29 06:42:34.897864+00');
INSERT INTO public.django_migrations VALUES (144, 'catalog', '0011_plan_terms', '2026-11-29 06:42:35.052498+00');
INSERT INTO public.django_migrations VALUES (145, 'catalog', '0012_saved_searches', '2026-11-29 06:42:35.657831+00');
INSERT INTO public.django_migrations VALUES (146, 'catalog', '0013_declarations_and_admissions', '2026-11-29 06:42:36.072706+00');
INSERT INTO public.django_migrations VALUES (147, 'catalog', '0014_uploads_to_review', '2026-11-29 06:42:36.167995+00');
INSERT INTO public.django_migrations VALUES (148, 'catalog', '0015_longlists', '2026-11-29 06:42:37.710962+00');
INSERT INTO public.django_migrations VALUES (149, 'catalog', '0016_ready_answers', '2026-11-29 06:42:37.794652+00');
INSERT INTO public.django_migrations VALUES (150, 'catalog', '0017_unsaved_entries', '2026-11-29 06:42:37.856856+00');
INSERT INTO public.django_migrations VALUES (151, 'catalog', '0018_values_is_no_slug', '2026-11-29 06:42:37.940946+00');
INSERT INTO public.django_migrations VALUES (152, 'catalog', '0019_pages_have_a_day', '2026-11-29 06:42:37.966187+00');
INSERT INTO public.django_migrations VALUES (153, 'catalog', '0020_search_wordings', '2026-11-29 06:42:38.091678+00');
INSERT INTO public.django_migrations VALUES (154, 'catalog', '0021_name_beginnings', '2026-11-29 06:42:38.208871+00');
INSERT INTO public.django_migrations VALUES (155, 'catalog', '0022_narrow_entries', '2026-11-29 06:42:38.258183+00');
INSERT INTO public.django_migrations VALUES (156, 'cms', '0001_initial', '2026-11-29 06:42:38.993291+00');
INSERT INTO public.django_migrations VALUES (157, 'cms', '0002_front_door', '2026-11-29 06:42:39.103294+00');
INSERT INTO public.django_migrations VALUES (158, 'organisations', '0006_name_changes', '2026-11-29 06:42:39.21117+00');
INSERT INTO public.django_migrations VALUES (159, 'organisations', '0007_mergers', '2026-11-29 06:42:39.311225+00');
INSERT INTO public.django_migrations VALUES (160, 'contracts', '0001_agreements', '2026-11-29 06:42:40.362618+00');
INSERT INTO public.django_migrations VALUES (161, 'contracts', '0002_orders', '2026-11-29 06:42:41.604926+00');
INSERT INTO public.django_migrations VALUES (162, 'contracts', '0003_service_levels', '2026-11-29 06:42:43.421196+00');
INSERT INTO public.django_migrations VALUES (163, 'contracts', '0004_similar_uses', '2026-11-29 06:42:44.277392+00');
INSERT INTO public.django_migrations VALUES (164, 'contracts', '0005_plan_terms', '2026-11-29 06:42:44.44963+00');
INSERT INTO public.django_migrations VALUES (165, 'contracts', '0006_frameworks', '2026-11-29 06:42:46.128184+00');
INSERT INTO public.django_migrations VALUES (166, 'contracts', '0007_exact_unit_prices', '2026-11-29 06:42:46.239451+00');
INSERT INTO public.django_migrations VALUES (167, 'contracts', '0008_draw_downs', '2026-11-29 06:42:47.218272+00');
INSERT INTO public.django_migrations VALUES (168, 'contracts', '0009_buying_policies', '2026-11-29 06:42:48.241332+00');
INSERT INTO public.django_migrations VALUES (169, 'contracts', '0010_ways_to_buy', '2026-11-29 06:42:50.226767+00');
INSERT INTO public.django_migrations VALUES (170, 'contracts', '0011_objectives', '2026-11-29 06:42:51.457986+00');
INSERT INTO public.django_migrations VALUES (171, 'contracts', '0012_credits_by_two', '2026-11-29 06:42:52.439997+00');
INSERT INTO public.django_migrations VALUES (172, 'contracts', '0013_desktop_comparisons', '2026-11-29 06:42:55.192023+00');
INSERT INTO public.django_migrations VALUES (173, 'contracts', '0014_signatures', '2026-11-29 06:42:57.194169+00');
INSERT INTO public.django_migrations VALUES (174, 'contracts', '0015_contract_life', '2026-11-29 06:43:00.09531+00');
INSERT INTO public.django_migrations VALUES (175, 'contracts', '0016_renewal_decisions', '2026-11-29 06:43:00.539692+00');
INSERT INTO public.django_migrations VALUES (176, 'taggit', '0001_initial', '2026-11-29 06:43:00.654645+00');
INSERT INTO public.django_migrations VALUES (177, 'taggit', '0002_auto_20150616_2121', '2026-11-29 06:43:00.668979+00');
INSERT INTO public.django_migrations VALUES (178, 'taggit', '0003_taggeditem_add_unique_index', '2026-11-29 06:43:00.68402+00');
INSERT INTO public.django_migrations VALUES (179, 'taggit', '0004_alter_taggeditem_content_type_alter_taggeditem_tag', '2026-11-29 06:43:00.840744+00');
INSERT INTO public.django_migrations VALUES (180, 'taggit', '0005_auto_20220424_2025', '2026-11-29 06:43:00.846597+00');
INSERT INTO public.django_migrations VALUES (181, 'taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx', '2026-11-29 06:43:00.871657+00');
INSERT INTO public.django_migrations VALUES (182, 'files', '0001_initial', '2026-11-29 06:43:01.471984+00');
INSERT INTO public.django_migrations VALUES (183, 'mfa', '0001_initial', '2026-11-29 06:43:01.567302+00');
INSERT INTO public.django_migrations VALUES (184, 'mfa', '0002_authenticator_timestamps', '2026-11-29 06:43:01.658233+00');
INSERT INTO public.django_migrations VALUES (185, 'mfa', '0003_authenticator_type_uniq', '2026-11-29 06:43:01.823592+00');
INSERT INTO public.django_migrations VALUES (186, 'notifications', '0001_initial', '2026-11-29 06:43:01.9646+00');
INSERT INTO public.django_migrations VALUES (187, 'notifications', '0002_unsubscribe', '2026-11-29 06:43:02.355871+00');
INSERT INTO public.django_migrations VALUES (188, 'procrastinate', '0001_initial', '2026-11-29 06:43:02.37519+00');
INSERT INTO public.django_migrations VALUES (189, 'procrastinate', '0002_drop_started_at_column', '2026-11-29 06:43:02.378205+00');
INSERT INTO public.django_migrations VALUES (190, 'procrastinate', '0003_drop_started_at_column', '2026-11-29 06:43:02.382426+00');
INSERT INTO public.django_migrations VALUES (191, 'procrastinate', '0004_drop_procrastinate_version_table', '2026-11-29 06:43:02.385047+00');
INSERT INTO public.django_migrations VALUES (192, 'procrastinate', '0005_fix_procrastinate_fetch_job', '2026-11-29 06:43:02.387759+00');
INSERT INTO public.django_migrations VALUES (193, 'procrastinate', '0006_fix_trigger_status_events_insert', '2026-11-29 06:43:02.389774+00');
INSERT INTO public.django_migrations VALUES (194, 'procrastinate', '0007_add_queueing_lock_column', '2026-11-29 06:43:02.392535+00');
INSERT INTO public.django_migrations VALUES (195, 'procrastinate', '0008_close_fetch_job_race_condition', '2026-11-29 06:43:02.396147+00');
INSERT INTO public.django_migrations VALUES (196, 'procrastinate', '0009_add_defer_job_function', '2026-11-29 06:43:02.39927+00');
INSERT INTO public.django_migrations VALUES (197, 'procrastinate', '0010_add_procrastinate_periodic_defers', '2026-11-29 06:43:02.405095+00');
INSERT INTO public.django_migrations VALUES (198, 'procrastinate', '0011_add_foreign_key_index', '2026-11-29 06:43:02.407924+00');
INSERT INTO public.django_migrations VALUES (199, 'procrastinate', '0012_add_locks_to_periodic_defer', '2026-11-29 06:43:02.411469+00');
INSERT INTO public.django_migrations VALUES (200, 'procrastinate', '0013_fix_procrastinate_defer_periodic_job', '2026-11-29 06:43:02.414337+00');
INSERT INTO public.django_migrations VALUES (201, 'procrastinate', '0014_add_finish_job_and_retry_job_functions', '2026-11-29 06:43:02.416823+00');
INSERT INTO public.django_migrations VALUES (202, 'procrastinate', '0015_add_trigger_on_job_deletion', '2026-11-29 06:43:02.41931+00');
INSERT INTO public.django_migrations VALUES (203, 'procrastinate', '0016_delete_finished_jobs', '2026-11-29 06:43:02.421705+00');
INSERT INTO public.django_migrations VALUES (204, 'procrastinate', '0017_add_checks_to_finish_job', '2026-11-29 06:43:02.424071+00');
INSERT INTO public.django_migrations VALUES (205, 'procrastinate', '0018_add_checks_to_retry_job', '2026-11-29 06:43:02.426601+00');
INSERT INTO public.django_migrations VALUES (206, 'procrastinate', '0019_fix_finish_job_compat_issue', '2026-11-29 06:43:02.429117+00');
INSERT INTO public.django_migrations VALUES (207, 'procrastinate', '0020_add_index_on_procrastinate_jobs', '2026-11-29 06:43:02.432641+00');
INSERT INTO public.django_migrations VALUES (208, 'procrastinate', '0021_add_kwargs_to_defer_periodic_job', '2026-11-29 06:43:02.43671+00');
INSERT INTO public.django_migrations VALUES (209, 'procrastinate', '0022_null_locks_excluded', '2026-11-29 06:43:02.439328+00');
INSERT INTO public.django_migrations VALUES (210, 'procrastinate', '0023_remove_old_finish_job_function', '2026-11-29 06:43:02.442144+00');
INSERT INTO public.django_migrations VALUES (211, 'procrastinate', '0024_job_id_bigint', '2026-11-29 06:43:02.449797+00');
INSERT INTO public.django_migrations VALUES (212, 'procrastinate', '0025_add_models', '2026-11-29 06:43:02.459434+00');
INSERT INTO public.django_migrations VALUES (213, 'procrastinate', '0026_add_job_priority', '2026-11-29 06:43:02.468268+00');
INSERT INTO public.django_migrations VALUES (214, 'procrastinate', '0027_add_periodic_job_priority', '2026-11-29 06:43:02.472892+00');
INSERT INTO public.django_migrations VALUES (215, 'procrastinate', '0028_add_cancel_states', '2026-11-29 06:43:02.487363+00');
INSERT INTO public.django_migrations VALUES (216, 'procrastinate', '0029_add_additional_params_to_retry_job', '2026-11-29 06:43:02.490426+00');
INSERT INTO public.django_migrations VALUES (217, 'procrastinate', '0030_alter_procrastinateevent_options', '2026-11-29 06:43:02.495471+00');
INSERT INTO public.django_migrations VALUES (218, 'procrastinate', '0031_add_indexes_for_fetch_job', '2026-11-29 06:43:02.501183+00');
INSERT INTO public.django_migrations VALUES (219, 'procrastinate', '0032_pre_cancel_notification', '2026-11-29 06:43:02.511159+00');
INSERT INTO public.django_migrations VALUES (220, 'procrastinate', '0033_post_cancel_notification', '2026-11-29 06:43:02.530952+00');
INSERT INTO public.django_migrations VALUES (221, 'procrastinate', '0034_pre_add_heartbeat', '2026-11-29 06:43:02.544446+00');
INSERT INTO public.django_migrations VALUES (222, 'procrastinate', '0035_post_add_heartbeat', '2026-11-29 06:43:02.547242+00');
INSERT INTO public.django_migrations VALUES (223, 'procrastinate', '0036_add_worker_model', '2026-11-29 06:43:02.555509+00');
INSERT INTO public.django_migrations VALUES (224, 'procrastinate', '0037_pre_batch_defer_jobs', '2026-11-29 06:43:02.558577+00');
INSERT INTO public.django_migrations VALUES (225, 'procrastinate', '0038_post_batch_defer_jobs', '2026-11-29 06:43:02.560503+00');
INSERT INTO public.django_migrations VALUES (226, 'procrastinate', '0039_pre_priority_lock_fetch_job', '2026-11-29 06:43:02.563222+00');
INSERT INTO public.django_migrations VALUES (227, 'procrastinate', '0040_pre_retry_failed_job', '2026-11-29 06:43:02.565322+00');
INSERT INTO public.django_migrations VALUES (228, 'procrastinate', '0041_post_retry_failed_job', '2026-11-29 06:43:02.572571+00');
INSERT INTO public.django_migrations VALUES (229, 'references', '0001_initial', '2026-11-29 06:43:02.581954+00');
INSERT INTO public.django_migrations VALUES (230, 'rfp', '0001_needs', '2026-11-29 06:43:02.713636+00');
INSERT INTO public.django_migrations VALUES (231, 'rfp', '0002_triage', '2026-11-29 06:43:03.568934+00');
INSERT INTO public.django_migrations VALUES (232, 'rfp', '0003_joining', '2026-11-29 06:43:03.666708+00');
INSERT INTO public.django_migrations VALUES (233, 'rfp', '0004_forums', '2026-11-29 06:43:04.834821+00');
INSERT INTO public.django_migrations VALUES (234, 'rfp', '0005_forum_outcomes', '2026-11-29 06:43:07.679155+00');
INSERT INTO public.django_migrations VALUES (235, 'sessions', '0001_initial', '2026-11-29 06:43:07.6881+00');
INSERT INTO public.django_migrations VALUES (236, 'socialaccount', '0001_initial', '2026-11-29 06:43:08.240824+00');
INSERT INTO public.django_migrations VALUES (237, 'socialaccount', '0002_token_max_lengths', '2026-11-29 06:43:08.3292+00');
INSERT INTO public.django_migrations VALUES (238, 'socialaccount', '0003_extra_data_default_dict', '2026-11-29 06:43:08.380796+00');
INSERT INTO public.django_migrations VALUES (239, 'socialaccount', '0004_app_provider_id_settings', '2026-11-29 06:43:08.448813+00');
INSERT INTO public.django_migrations VALUES (240, 'socialaccount', '0005_socialtoken_nullable_app', '2026-11-29 06:43:08.539475+00');
INSERT INTO public.django_migrations VALUES (241, 'socialaccount', '0006_alter_socialaccount_extra_data', '2026-11-29 06:43:08.608514+00');
INSERT INTO public.django_migrations VALUES (242, 'wagtailadmin', '0001_create_admin_access_permissions', '2026-11-29 06:43:08.733523+00');
INSERT INTO public.django_migrations VALUES (243, 'wagtailadmin', '0002_admin', '2026-11-29 06:43:08.737243+00');
INSERT INTO public.django_migrations VALUES (244, 'wagtailadmin', '0003_admin_managed', '2026-11-29 06:43:08.747508+00');
INSERT INTO public.django_migrations VALUES (245, 'wagtailadmin', '0004_editingsession', '2026-11-29 06:43:09.083785+00');
INSERT INTO public.django_migrations VALUES (246, 'wagtailadmin', '0005_editingsession_is_editing', '2026-11-29 06:43:09.144877+00');
INSERT INTO public.django_migrations VALUES (247, 'wagtailadmin', '0006_formstate', '2026-11-29 06:43:09.25055+00');
INSERT INTO public.django_migrations VALUES (248, 'wagtaildocs', '0001_initial', '2026-11-29 06:43:09.347143+00');
INSERT INTO public.django_migrations VALUES (249, 'wagtaildocs', '0002_initial_data', '2026-11-29 06:43:09.44721+00');
INSERT INTO public.django_migrations VALUES (250, 'wagtaildocs', '0003_add_verbose_names', '2026-11-29 06:43:09.892721+00');
INSERT INTO public.django_migrations VALUES (251, 'wagtaildocs', '0004_capitalizeverbose', '2026-11-29 06:43:10.290597+00');
INSERT INTO public.django_migrations VALUES (252, 'wagtaildocs', '0005_document_collection', '2026-11-29 06:43:10.673107+00');
INSERT INTO public.django_migrations VALUES (253, 'wagtaildocs', '0006_copy_document_permissions_to_collections', '2026-11-29 06:43:10.774016+00');
INSERT INTO public.django_migrations VALUES (254, 'wagtaildocs', '0005_alter_uploaded_by_user_on_delete_action', '2026-11-29 06:43:10.872759+00');
INSERT INTO public.django_migrations VALUES (255, 'wagtaildocs', '0007_merge', '2026-11-29 06:43:10.874121+00');
INSERT INTO public.django_migrations VALUES (256, 'wagtaildocs', '0008_document_file_size', '2026-11-29 06:43:10.938737+00');
INSERT INTO public.django_migrations VALUES (257, 'wagtaildocs', '0009_document_verbose_name_plural', '2026-11-29 06:43:10.99972+00');
INSERT INTO public.django_migrations VALUES (258, 'wagtaildocs', '0010_document_file_hash', '2026-11-29 06:43:11.060843+00');
INSERT INTO public.django_migrations VALUES (259, 'wagtaildocs', '0011_add_choose_permissions', '2026-11-29 06:43:11.623287+00');
INSERT INTO public.django_migrations VALUES (260, 'wagtaildocs', '0012_uploadeddocument', '2026-11-29 06:43:11.724434+00');
INSERT INTO public.django_migrations VALUES (261, 'wagtaildocs', '0013_delete_uploadeddocument', '2026-11-29 06:43:11.728383+00');
INSERT INTO public.django_migrations VALUES (262, 'wagtaildocs', '0014_alter_document_file_size', '2026-11-29 06:43:11.794589+00');
INSERT INTO public.django_migrations VALUES (263, 'wagtailembeds', '0001_initial', '2026-11-29 06:43:11.808737+00');
INSERT INTO public.django_migrations VALUES (264, 'wagtailembeds', '0002_add_verbose_names', '2026-11-29 06:43:11.813171+00');
INSERT INTO public.django_migrations VALUES (265, 'wagtailembeds', '0003_capitalizeverbose', '2026-11-29 06:43:11.817008+00');
INSERT INTO public.django_migrations VALUES (266, 'wagtailembeds', '0004_embed_verbose_name_plural', '2026-11-29 06:43:11.8205+00');
INSERT INTO public.django_migrations VALUES (267, 'wagtailembeds', '0005_specify_thumbnail_url_max_length', '2026-11-29 06:43:11.825487+00');
INSERT INTO public.django_migrations VALUES (268, 'wagtailembeds', '0006_add_embed_hash', '2026-11-29 06:43:11.830756+00');
INSERT INTO public.django_migrations VALUES (269, 'wagtailembeds', '0007_populate_hash', '2026-11-29 06:43:11.953702+00');
INSERT INTO public.django_migrations VALUES (270, 'wagtailembeds', '0008_allow_long_urls', '2026-11-29 06:43:11.996619+00');
INSERT INTO public.django_migrations VALUES (271, 'wagtailembeds', '0009_embed_cache_until', '2026-11-29 06:43:12.005632+00');
INSERT INTO public.django_migrations VALUES (272, 'wagtailimages', '0001_initial', '2026-11-29 06:43:12.786668+00');
INSERT INTO public.django_migrations VALUES (273, 'wagtailimages', '0002_initial_data', '2026-11-29 06:43:12.787791+00');
INSERT INTO public.django_migrations VALUES (274, 'wagtailimages', '0003_fix_focal_point_fields', '2026-11-29 06:43:12.788246+00');
INSERT INTO public.django_migrations VALUES (275, 'wagtailimages', '0004_make_focal_point_key_not_nullable', '2026-11-29 06:43:12.788592+00');
INSERT INTO public.django_migrations VALUES (276, 'wagtailimages', '0005_make_filter_spec_unique', '2026-11-29 06:43:12.788933+00');
INSERT INTO public.django_migrations VALUES (277, 'wagtailimages', '0006_add_verbose_names', '2026-11-29 06:43:12.789264+00');
INSERT INTO public.django_migrations VALUES (278, 'wagtailimages', '0007_image_file_size', '2026-11-29 06:43:12.789596+00');
INSERT INTO public.django_migrations VALUES (279, 'wagtailimages', '0008_image_created_at_index', '2026-11-29 06:43:12.789939+00');
INSERT INTO public.django_migrations VALUES (280, 'wagtailimages', '0009_capitalizeverbose', '2026-11-29 06:43:12.790228+00');
INSERT INTO public.django_migrations VALUES (281, 'wagtailimages', '0010_change_on_delete_behaviour', '2026-11-29 06:43:12.790525+00');
INSERT INTO public.django_migrations VALUES (282, 'wagtailimages', '0011_image_collection', '2026-11-29 06:43:12.790917+00');
INSERT INTO public.django_migrations VALUES (283, 'wagtailimages', '0012_copy_image_permissions_to_collections', '2026-11-29 06:43:12.791373+00');
INSERT INTO public.django_migrations VALUES (284, 'wagtailimages', '0013_make_rendition_upload_callable', '2026-11-29 06:43:12.791735+00');
INSERT INTO public.django_migrations VALUES (285, 'wagtailimages', '0014_add_filter_spec_field', '2026-11-29 06:43:12.792163+00');
INSERT INTO public.django_migrations VALUES (286, 'wagtailimages', '0015_fill_filter_spec_field', '2026-11-29 06:43:12.792559+00');
INSERT INTO public.django_migrations VALUES (287, 'wagtailimages', '0016_deprecate_rendition_filter_relation', '2026-11-29 06:43:12.792896+00');
INSERT INTO public.django_migrations VALUES (288, 'wagtailimages', '0017_reduce_focal_point_key_max_length', '2026-11-29 06:43:12.793218+00');
INSERT INTO public.django_migrations VALUES (289, 'wagtailimages', '0018_remove_rendition_filter', '2026-11-29 06:43:12.793569+00');
INSERT INTO public.django_migrations VALUES (290, 'wagtailimages', '0019_delete_filter', '2026-11-29 06:43:12.793985+00');
INSERT INTO public.django_migrations VALUES (291, 'wagtailimages', '0020_add-verbose-name', '2026-11-29 06:43:12.794358+00');
INSERT INTO public.django_migrations VALUES (292, 'wagtailimages', '0021_image_file_hash', '2026-11-29 06:43:12.794734+00');
INSERT INTO public.django_migrations VALUES (293, 'wagtailimages', '0022_uploadedimage', '2026-11-29 06:43:12.922078+00');
INSERT INTO public.django_migrations VALUES (294, 'wagtailimages', '0023_add_choose_permissions', '2026-11-29 06:43:13.463858+00');
INSERT INTO public.django_migrations VALUES (295, 'wagtailimages', '0024_index_image_file_hash', '2026-11-29 06:43:13.540944+00');
INSERT INTO public.django_migrations VALUES (296, 'wagtailimages', '0025_alter_image_file_alter_rendition_file', '2026-11-29 06:43:13.625735+00');
INSERT INTO public.django_migrations VALUES (297, 'wagtailimages', '0026_delete_uploadedimage', '2026-11-29 06:43:13.632353+00');
INSERT INTO public.django_migrations VALUES (298, 'wagtailimages', '0027_image_description', '2026-11-29 06:43:13.700422+00');
INSERT INTO public.django_migrations VALUES (299, 'wagtailredirects', '0001_initial', '2026-11-29 06:43:13.832935+00');
INSERT INTO public.django_migrations VALUES (300, 'wagtailredirects', '0002_add_verbose_names', '2026-11-29 06:43:14.252089+00');
INSERT INTO public.django_migrations VALUES (301, 'wagtailredirects', '0003_make_site_field_editable', '2026-11-29 06:43:14.357838+00');
INSERT INTO public.django_migrations VALUES (302, 'wagtailredirects', '0004_set_unique_on_path_and_site', '2026-11-29 06:43:14.409523+00');
INSERT INTO public.django_migrations VALUES (303, 'wagtailredirects', '0005_capitalizeverbose', '2026-11-29 06:43:14.691332+00');
INSERT INTO public.django_migrations VALUES (304, 'wagtailredirects', '0006_redirect_increase_max_length', '2026-11-29 06:43:14.711048+00');
INSERT INTO public.django_migrations VALUES (305, 'wagtailredirects', '0007_add_autocreate_fields', '2026-11-29 06:43:14.759951+00');
INSERT INTO public.django_migrations VALUES (306, 'wagtailredirects', '0008_add_verbose_name_plural', '2026-11-29 06:43:14.774996+00');
INSERT INTO public.django_migrations VALUES (307, 'wagtailsearch', '0001_initial', '2026-11-29 06:43:15.255736+00');
INSERT INTO public.django_migrations VALUES (308, 'wagtailsearch', '0002_add_verbose_names', '2026-11-29 06:43:15.407972+00');
INSERT INTO public.django_migrations VALUES (309, 'wagtailsearch', '0003_remove_editors_pick', '2026-11-29 06:43:15.409488+00');
INSERT INTO public.django_migrations VALUES (310, 'wagtailsearch', '0004_querydailyhits_verbose_name_plural', '2026-11-29 06:43:15.4166+00');
INSERT INTO public.django_migrations VALUES (311, 'wagtailsearch', '0005_create_indexentry', '2026-11-29 06:43:15.572006+00');
INSERT INTO public.django_migrations VALUES (312, 'wagtailsearch', '0006_customise_indexentry', '2026-11-29 06:43:15.689566+00');
INSERT INTO public.django_migrations VALUES (313, 'wagtailsearch', '0007_delete_editorspick', '2026-11-29 06:43:15.697396+00');
INSERT INTO public.django_migrations VALUES (314, 'wagtailsearch', '0008_remove_query_and_querydailyhits_models', '2026-11-29 06:43:15.719017+00');
INSERT INTO public.django_migrations VALUES (315, 'wagtailsearch', '0009_remove_ngram_autocomplete', '2026-11-29 06:43:15.720397+00');
INSERT INTO public.django_migrations VALUES (316, 'wagtailsearch', '0010_add_text_fields', '2026-11-29 06:43:15.757969+00');
INSERT INTO public.django_migrations VALUES (317, 'wagtailusers', '0001_initial', '2026-11-29 06:43:15.865234+00');
INSERT INTO public.django_migrations VALUES (318, 'wagtailusers', '0002_add_verbose_name_on_userprofile', '2026-11-29 06:43:16.312594+00');
INSERT INTO public.django_migrations VALUES (319, 'wagtailusers', '0003_add_verbose_names', '2026-11-29 06:43:16.379132+00');
INSERT INTO public.django_migrations VALUES (320, 'wagtailusers', '0004_capitalizeverbose', '2026-11-29 06:43:16.615573+00');
INSERT INTO public.django_migrations VALUES (321, 'wagtailusers', '0005_make_related_name_wagtail_specific', '2026-11-29 06:43:16.962171+00');
INSERT INTO public.django_migrations VALUES (322, 'wagtailusers', '0006_userprofile_prefered_language', '2026-11-29 06:43:17.019201+00');
INSERT INTO public.django_migrations VALUES (323, 'wagtailusers', '0007_userprofile_current_time_zone', '2026-11-29 06:43:17.074729+00');
INSERT INTO public.django_migrations VALUES (324, 'wagtailusers', '0008_userprofile_avatar', '2026-11-29 06:43:17.134436+00');
INSERT INTO public.django_migrations VALUES (325, 'wagtailusers', '0009_userprofile_verbose_name_plural', '2026-11-29 06:43:17.192197+00');
INSERT INTO public.django_migrations VALUES (326, 'wagtailusers', '0010_userprofile_updated_comments_notifications', '2026-11-29 06:43:17.248458+00');
INSERT INTO public.django_migrations VALUES (327, 'wagtailusers', '0011_userprofile_dismissibles', '2026-11-29 06:43:17.323006+00');
INSERT INTO public.django_migrations VALUES (328, 'wagtailusers', '0012_userprofile_theme', '2026-11-29 06:43:17.388747+00');
INSERT INTO public.django_migrations VALUES (329, 'wagtailusers', '0013_userprofile_density', '2026-11-29 06:43:17.446896+00');
INSERT INTO public.django_migrations VALUES (330, 'wagtailusers', '0014_userprofile_contrast', '2026-11-29 06:43:17.507521+00');
INSERT INTO public.django_migrations VALUES (331, 'wagtailusers', '0015_userprofile_keyboard_shortcuts', '2026-11-29 06:43:17.872182+00');
INSERT INTO public.django_migrations VALUES (332, 'wagtailimages', '0001_squashed_0021', '2026-11-29 06:43:17.875859+00');
INSERT INTO public.django_migrations VALUES (333, 'wagtailcore', '0001_squashed_0016_change_page_url_path_to_text_field', '2026-11-29 06:43:17.876299+00');


--
-- Data for Name: django_session; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: files_stoadocument; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: files_stoaimage; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: files_stoarendition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: mfa_authenticator; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: notifications_notification; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_apiallowance; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_apitoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_appeal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_businesshours; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_companydetails; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_handover; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_invitation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_membership; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_merger; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_namechange; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_organisation; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_sanction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: organisations_substitution; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_events; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_jobs; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_periodic_defers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: procrastinate_workers; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: references_series; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_forum; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_forumneed; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_forumquestion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_joinproposal; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_marketlesson; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_minutesentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_minutesversion; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_need; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_needfunding; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_questionvote; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: rfp_registration; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: socialaccount_socialaccount; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: socialaccount_socialapp; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: socialaccount_socialtoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: stoa_cache; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: taggit_tag; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: taggit_taggeditem; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailadmin_admin; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailadmin_editingsession; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailadmin_formstate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_apitoken; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_collection; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_collection VALUES (1, '0001', 1, 0, 'Root');


--
-- Data for Name: wagtailcore_collectionviewrestriction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_collectionviewrestriction_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_comment; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_commentreply; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_groupapprovaltask; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_groupapprovaltask VALUES (1);


--
-- Data for Name: wagtailcore_groupapprovaltask_groups; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_groupapprovaltask_groups VALUES (1, 1, 1);


--
-- Data for Name: wagtailcore_groupcollectionpermission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (1, 1, 1, 110);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (2, 1, 2, 110);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (3, 1, 1, 111);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (4, 1, 2, 111);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (5, 1, 1, 113);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (6, 1, 2, 113);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (7, 1, 1, 114);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (8, 1, 2, 114);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (9, 1, 1, 115);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (10, 1, 2, 115);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (11, 1, 1, 117);
INSERT INTO public.wagtailcore_groupcollectionpermission VALUES (12, 1, 2, 117);


--
-- Data for Name: wagtailcore_grouppagepermission; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_grouppagepermission VALUES (1, 1, 1, 69);
INSERT INTO public.wagtailcore_grouppagepermission VALUES (2, 1, 1, 70);
INSERT INTO public.wagtailcore_grouppagepermission VALUES (3, 1, 1, 75);
INSERT INTO public.wagtailcore_grouppagepermission VALUES (4, 2, 1, 69);
INSERT INTO public.wagtailcore_grouppagepermission VALUES (5, 2, 1, 70);
INSERT INTO public.wagtailcore_grouppagepermission VALUES (6, 1, 1, 74);
INSERT INTO public.wagtailcore_grouppagepermission VALUES (7, 1, 1, 76);


--
-- Data for Name: wagtailcore_groupsitepermission; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_locale; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_locale VALUES (1, 'en');


--
-- Data for Name: wagtailcore_modellogentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_page; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_page VALUES (3, '00010001', 2, 2, 'Home', 'home', true, false, '/home/', '', false, '', NULL, NULL, false, 29, NULL, false, NULL, NULL, NULL, NULL, 'Home', NULL, NULL, 'cc9d8c64-bd8e-44c5-8cc5-b3047b7e836e', 1, NULL, NULL);
INSERT INTO public.wagtailcore_page VALUES (4, '000100010001', 3, 0, 'Guidance', 'guidance', true, false, '/home/guidance/', '', true, '', NULL, NULL, false, 30, NULL, false, NULL, NULL, NULL, NULL, 'Guidance', NULL, NULL, 'ff35332a-a6cc-4b85-9996-0d9189457a35', 1, NULL, NULL);
INSERT INTO public.wagtailcore_page VALUES (5, '000100010002', 3, 0, 'News', 'news', true, false, '/home/news/', '', true, '', NULL, NULL, false, 31, NULL, false, NULL, NULL, NULL, NULL, 'News', NULL, NULL, '3998459e-f3e6-4426-bc69-cf51aeb5125b', 1, NULL, NULL);
INSERT INTO public.wagtailcore_page VALUES (1, '0001', 1, 1, 'Root', 'root', true, false, '/', '', false, '', NULL, NULL, false, 1, NULL, false, NULL, NULL, NULL, NULL, 'Root', NULL, NULL, '09c575d3-1303-4dc1-b739-4a5f110dcaa8', 1, NULL, NULL);


--
-- Data for Name: wagtailcore_pagelogentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_pagesubscription; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_pageviewrestriction; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_pageviewrestriction_groups; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_referenceindex; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_revision; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_site; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_site VALUES (2, 'localhost', 80, true, 3, 'Stoa');


--
-- Data for Name: wagtailcore_task; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_task VALUES (1, 'Moderators approval', true, 2);
INSERT INTO public.wagtailcore_task VALUES (2, 'Catalogue review', true, 27);


--
-- Data for Name: wagtailcore_taskstate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_uploadedfile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_workflow; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflow VALUES (1, 'Moderators approval', true);
INSERT INTO public.wagtailcore_workflow VALUES (2, 'Catalogue review', true);


--
-- Data for Name: wagtailcore_workflowcontenttype; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflowcontenttype VALUES (28, 2);


--
-- Data for Name: wagtailcore_workflowpage; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflowpage VALUES (1, 1);


--
-- Data for Name: wagtailcore_workflowstate; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailcore_workflowtask; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.wagtailcore_workflowtask VALUES (1, 0, 1, 1);
INSERT INTO public.wagtailcore_workflowtask VALUES (2, 0, 2, 2);


--
-- Data for Name: wagtaildocs_document; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailembeds_embed; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailimages_image; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailimages_rendition; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailredirects_redirect; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailsearch_indexentry; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: wagtailusers_userprofile; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Name: account_emailaddress_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailaddress_id_seq', 1, false);


--
-- Name: account_emailconfirmation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.account_emailconfirmation_id_seq', 1, false);


--
-- Name: accounts_user_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_groups_id_seq', 1, false);


--
-- Name: accounts_user_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_id_seq', 1, false);


--
-- Name: accounts_user_user_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.accounts_user_user_permissions_id_seq', 1, false);


--
-- Name: audit_auditevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_auditevent_id_seq', 1, false);


--
-- Name: audit_checkpoint_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.audit_checkpoint_id_seq', 1, false);


--
-- Name: auth_group_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_id_seq', 2, true);


--
-- Name: auth_group_permissions_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_group_permissions_id_seq', 18, true);


--
-- Name: auth_permission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.auth_permission_id_seq', 638, true);


--
-- Name: catalog_admission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_admission_id_seq', 1, false);


--
-- Name: catalog_agencyuse_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_agencyuse_id_seq', 1, false);


--
-- Name: catalog_assessor_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_assessor_id_seq', 1, false);


--
-- Name: catalog_declaration_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_declaration_id_seq', 1, false);


--
-- Name: catalog_lapsenotice_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_lapsenotice_id_seq', 1, false);


--
-- Name: catalog_longlist_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_longlist_id_seq', 1, false);


--
-- Name: catalog_longlistentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_longlistentry_id_seq', 1, false);


--
-- Name: catalog_longlistexclusion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_longlistexclusion_id_seq', 1, false);


--
-- Name: catalog_longliststep_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_longliststep_id_seq', 1, false);


--
-- Name: catalog_offeredservicelevel_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_offeredservicelevel_id_seq', 1, false);


--
-- Name: catalog_offering_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_offering_id_seq', 1, false);


--
-- Name: catalog_offering_topics_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_offering_topics_id_seq', 1, false);


--
-- Name: catalog_offeringchange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_offeringchange_id_seq', 1, false);


--
-- Name: catalog_offeringfacts_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_offeringfacts_id_seq', 1, false);


--
-- Name: catalog_offeringupload_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_offeringupload_id_seq', 1, false);


--
-- Name: catalog_plan_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_plan_id_seq', 1, false);


--
-- Name: catalog_questionset_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_questionset_id_seq', 1, false);


--
-- Name: catalog_questionsetversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_questionsetversion_id_seq', 1, false);


--
-- Name: catalog_reviewremark_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_reviewremark_id_seq', 1, false);


--
-- Name: catalog_savedsearch_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_savedsearch_id_seq', 1, false);


--
-- Name: catalog_savedsearchhit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_savedsearchhit_id_seq', 1, false);


--
-- Name: catalog_shortlist_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_shortlist_id_seq', 1, false);


--
-- Name: catalog_shortlistentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_shortlistentry_id_seq', 1, false);


--
-- Name: catalog_shortlistnote_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_shortlistnote_id_seq', 1, false);


--
-- Name: catalog_topic_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_topic_id_seq', 1, false);


--
-- Name: catalog_unsavedentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_unsavedentry_id_seq', 1, false);


--
-- Name: catalog_wordinglist_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.catalog_wordinglist_id_seq', 278, true);


--
-- Name: contracts_amendedvalue_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_amendedvalue_id_seq', 1, false);


--
-- Name: contracts_amendment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_amendment_id_seq', 1, false);


--
-- Name: contracts_amendmentproposal_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_amendmentproposal_id_seq', 1, false);


--
-- Name: contracts_buyingpolicy_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_buyingpolicy_id_seq', 1, false);


--
-- Name: contracts_candidate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_candidate_id_seq', 1, false);


--
-- Name: contracts_case_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_case_id_seq', 1, false);


--
-- Name: contracts_clockevent_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_clockevent_id_seq', 1, false);


--
-- Name: contracts_comparison_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_comparison_id_seq', 1, false);


--
-- Name: contracts_contract_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_contract_id_seq', 1, false);


--
-- Name: contracts_contractversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_contractversion_id_seq', 1, false);


--
-- Name: contracts_credittier_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_credittier_id_seq', 1, false);


--
-- Name: contracts_dispute_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_dispute_id_seq', 1, false);


--
-- Name: contracts_drawdown_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_drawdown_id_seq', 1, false);


--
-- Name: contracts_evidencebatch_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_evidencebatch_id_seq', 1, false);


--
-- Name: contracts_exclusion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_exclusion_id_seq', 1, false);


--
-- Name: contracts_extensionoption_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_extensionoption_id_seq', 1, false);


--
-- Name: contracts_framework_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_framework_id_seq', 1, false);


--
-- Name: contracts_frameworkamendment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_frameworkamendment_id_seq', 1, false);


--
-- Name: contracts_frameworklot_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_frameworklot_id_seq', 1, false);


--
-- Name: contracts_frameworkmember_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_frameworkmember_id_seq', 1, false);


--
-- Name: contracts_fundingshare_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_fundingshare_id_seq', 1, false);


--
-- Name: contracts_hourlyrollup_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_hourlyrollup_id_seq', 1, false);


--
-- Name: contracts_judgement_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_judgement_id_seq', 1, false);


--
-- Name: contracts_lotvendor_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_lotvendor_id_seq', 1, false);


--
-- Name: contracts_order_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_order_id_seq', 1, false);


--
-- Name: contracts_orderapproval_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_orderapproval_id_seq', 1, false);


--
-- Name: contracts_periodresult_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_periodresult_id_seq', 1, false);


--
-- Name: contracts_policyband_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_policyband_id_seq', 1, false);


--
-- Name: contracts_policyrule_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_policyrule_id_seq', 1, false);


--
-- Name: contracts_renewaldecision_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_renewaldecision_id_seq', 1, false);


--
-- Name: contracts_servicecredit_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_servicecredit_id_seq', 1, false);


--
-- Name: contracts_servicelevelterm_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_servicelevelterm_id_seq', 1, false);


--
-- Name: contracts_signature_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_signature_id_seq', 1, false);


--
-- Name: contracts_weight_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.contracts_weight_id_seq', 1, false);


--
-- Name: django_content_type_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_content_type_id_seq', 158, true);


--
-- Name: django_migrations_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.django_migrations_id_seq', 333, true);


--
-- Name: files_stoadocument_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.files_stoadocument_id_seq', 1, false);


--
-- Name: files_stoaimage_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.files_stoaimage_id_seq', 1, false);


--
-- Name: files_stoarendition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.files_stoarendition_id_seq', 1, false);


--
-- Name: mfa_authenticator_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.mfa_authenticator_id_seq', 1, false);


--
-- Name: notifications_notification_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.notifications_notification_id_seq', 1, false);


--
-- Name: organisations_apitoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_apitoken_id_seq', 1, false);


--
-- Name: organisations_appeal_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_appeal_id_seq', 1, false);


--
-- Name: organisations_businesshours_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_businesshours_id_seq', 1, false);


--
-- Name: organisations_companydetails_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_companydetails_id_seq', 1, false);


--
-- Name: organisations_handover_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_handover_id_seq', 1, false);


--
-- Name: organisations_invitation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_invitation_id_seq', 1, false);


--
-- Name: organisations_membership_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_membership_id_seq', 1, false);


--
-- Name: organisations_merger_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_merger_id_seq', 1, false);


--
-- Name: organisations_namechange_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_namechange_id_seq', 1, false);


--
-- Name: organisations_organisation_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_organisation_id_seq', 1, false);


--
-- Name: organisations_sanction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_sanction_id_seq', 1, false);


--
-- Name: organisations_substitution_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.organisations_substitution_id_seq', 1, false);


--
-- Name: procrastinate_events_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);


--
-- Name: procrastinate_jobs_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);


--
-- Name: procrastinate_periodic_defers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);


--
-- Name: procrastinate_workers_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);


--
-- Name: references_series_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.references_series_id_seq', 1, false);


--
-- Name: rfp_forum_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_forum_id_seq', 1, false);


--
-- Name: rfp_forumneed_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_forumneed_id_seq', 1, false);


--
-- Name: rfp_forumquestion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_forumquestion_id_seq', 1, false);


--
-- Name: rfp_joinproposal_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_joinproposal_id_seq', 1, false);


--
-- Name: rfp_marketlesson_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_marketlesson_id_seq', 1, false);


--
-- Name: rfp_minutesentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_minutesentry_id_seq', 1, false);


--
-- Name: rfp_minutesversion_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_minutesversion_id_seq', 1, false);


--
-- Name: rfp_need_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_need_id_seq', 1, false);


--
-- Name: rfp_needfunding_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_needfunding_id_seq', 1, false);


--
-- Name: rfp_questionvote_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_questionvote_id_seq', 1, false);


--
-- Name: rfp_registration_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.rfp_registration_id_seq', 1, false);


--
-- Name: socialaccount_socialaccount_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.socialaccount_socialaccount_id_seq', 1, false);


--
-- Name: socialaccount_socialapp_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.socialaccount_socialapp_id_seq', 1, false);


--
-- Name: socialaccount_socialtoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.socialaccount_socialtoken_id_seq', 1, false);


--
-- Name: taggit_tag_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.taggit_tag_id_seq', 1, false);


--
-- Name: taggit_taggeditem_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.taggit_taggeditem_id_seq', 1, false);


--
-- Name: wagtailadmin_admin_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailadmin_admin_id_seq', 1, false);


--
-- Name: wagtailadmin_editingsession_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailadmin_editingsession_id_seq', 1, false);


--
-- Name: wagtailadmin_formstate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailadmin_formstate_id_seq', 1, false);


--
-- Name: wagtailcore_apitoken_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_apitoken_id_seq', 1, false);


--
-- Name: wagtailcore_collection_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_collection_id_seq', 1, true);


--
-- Name: wagtailcore_collectionviewrestriction_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_groups_id_seq', 1, false);


--
-- Name: wagtailcore_collectionviewrestriction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_collectionviewrestriction_id_seq', 1, false);


--
-- Name: wagtailcore_comment_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_comment_id_seq', 1, false);


--
-- Name: wagtailcore_commentreply_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_commentreply_id_seq', 1, false);


--
-- Name: wagtailcore_groupapprovaltask_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_groupapprovaltask_groups_id_seq', 1, true);


--
-- Name: wagtailcore_groupcollectionpermission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_groupcollectionpermission_id_seq', 12, true);


--
-- Name: wagtailcore_grouppagepermission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_grouppagepermission_id_seq', 7, true);


--
-- Name: wagtailcore_groupsitepermission_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_groupsitepermission_id_seq', 1, false);


--
-- Name: wagtailcore_locale_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_locale_id_seq', 1, true);


--
-- Name: wagtailcore_modellogentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_modellogentry_id_seq', 1, false);


--
-- Name: wagtailcore_page_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_page_id_seq', 5, true);


--
-- Name: wagtailcore_pagelogentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pagelogentry_id_seq', 1, false);


--
-- Name: wagtailcore_pagerevision_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pagerevision_id_seq', 1, false);


--
-- Name: wagtailcore_pagesubscription_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pagesubscription_id_seq', 1, false);


--
-- Name: wagtailcore_pageviewrestriction_groups_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_groups_id_seq', 1, false);


--
-- Name: wagtailcore_pageviewrestriction_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_pageviewrestriction_id_seq', 1, false);


--
-- Name: wagtailcore_referenceindex_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_referenceindex_id_seq', 1, false);


--
-- Name: wagtailcore_site_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_site_id_seq', 2, true);


--
-- Name: wagtailcore_task_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_task_id_seq', 2, true);


--
-- Name: wagtailcore_taskstate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_taskstate_id_seq', 1, false);


--
-- Name: wagtailcore_uploadedfile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_uploadedfile_id_seq', 1, false);


--
-- Name: wagtailcore_workflow_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_workflow_id_seq', 2, true);


--
-- Name: wagtailcore_workflowstate_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_workflowstate_id_seq', 1, false);


--
-- Name: wagtailcore_workflowtask_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailcore_workflowtask_id_seq', 2, true);


--
-- Name: wagtaildocs_document_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtaildocs_document_id_seq', 1, false);


--
-- Name: wagtailembeds_embed_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailembeds_embed_id_seq', 1, false);


--
-- Name: wagtailimages_image_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailimages_image_id_seq', 1, false);


--
-- Name: wagtailimages_rendition_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailimages_rendition_id_seq', 1, false);


--
-- Name: wagtailredirects_redirect_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailredirects_redirect_id_seq', 1, false);


--
-- Name: wagtailsearch_indexentry_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailsearch_indexentry_id_seq', 1, false);


--
-- Name: wagtailusers_userprofile_id_seq; Type: SEQUENCE SET; Schema: public; Owner: -
--

SELECT pg_catalog.setval('public.wagtailusers_userprofile_id_seq', 1, false);


--
-- Name: account_emailaddress account_emailaddress_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);


--
-- Name: account_emailaddress account_emailaddress_user_id_email_987c8728_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);


--
-- Name: account_emailconfirmation account_emailconfirmation_key_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);


--
-- Name: account_emailconfirmation account_emailconfirmation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);


--
-- Name: accounts_user accounts_user_email_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_email_key UNIQUE (email);


--
-- Name: accounts_user_groups accounts_user_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_groups accounts_user_groups_user_id_group_id_59c0b32f_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_group_id_59c0b32f_uniq UNIQUE (user_id, group_id);


--
-- Name: accounts_user accounts_user_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user
    ADD CONSTRAINT accounts_user_pkey PRIMARY KEY (id);


--
-- Name: accounts_user_user_permissions accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permi_user_id_permission_id_2ab516c2_uniq UNIQUE (user_id, permission_id);


--
-- Name: accounts_user_user_permissions accounts_user_user_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_permissions_pkey PRIMARY KEY (id);


--
-- Name: catalog_agencyuse agency_use_is_known_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_agencyuse
    ADD CONSTRAINT agency_use_is_known_once UNIQUE NULLS NOT DISTINCT (offering_id, agency_id, kind, ato_on);


--
-- Name: contracts_amendment amendments_are_numbered; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendment
    ADD CONSTRAINT amendments_are_numbered UNIQUE (contract_id, number);


--
-- Name: audit_auditevent audit_auditevent_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_auditevent
    ADD CONSTRAINT audit_auditevent_hash_key UNIQUE (hash);


--
-- Name: audit_auditevent audit_auditevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_auditevent
    ADD CONSTRAINT audit_auditevent_pkey PRIMARY KEY (id);


--
-- Name: audit_chainhead audit_chainhead_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_chainhead
    ADD CONSTRAINT audit_chainhead_pkey PRIMARY KEY (chain);


--
-- Name: audit_checkpoint audit_checkpoint_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_checkpoint
    ADD CONSTRAINT audit_checkpoint_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);


--
-- Name: auth_group_permissions auth_group_permissions_group_id_permission_id_0cd325b0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);


--
-- Name: auth_group_permissions auth_group_permissions_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);


--
-- Name: auth_group auth_group_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);


--
-- Name: auth_permission auth_permission_content_type_id_codename_01ab375a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);


--
-- Name: auth_permission auth_permission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);


--
-- Name: contracts_judgement candidate_is_judged_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_judgement
    ADD CONSTRAINT candidate_is_judged_once UNIQUE (candidate_id, criterion);


--
-- Name: contracts_candidate candidate_place_is_taken_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_candidate
    ADD CONSTRAINT candidate_place_is_taken_once UNIQUE (comparison_id, place);


--
-- Name: catalog_admission catalog_admission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_admission
    ADD CONSTRAINT catalog_admission_pkey PRIMARY KEY (id);


--
-- Name: catalog_agencyuse catalog_agencyuse_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_agencyuse
    ADD CONSTRAINT catalog_agencyuse_pkey PRIMARY KEY (id);


--
-- Name: catalog_assessor catalog_assessor_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_assessor
    ADD CONSTRAINT catalog_assessor_name_key UNIQUE (name);


--
-- Name: catalog_assessor catalog_assessor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_assessor
    ADD CONSTRAINT catalog_assessor_pkey PRIMARY KEY (id);


--
-- Name: catalog_cataloguereview catalog_cataloguereview_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_cataloguereview
    ADD CONSTRAINT catalog_cataloguereview_pkey PRIMARY KEY (task_ptr_id);


--
-- Name: catalog_declaration catalog_declaration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_declaration
    ADD CONSTRAINT catalog_declaration_pkey PRIMARY KEY (id);


--
-- Name: catalog_evidencefile catalog_evidencefile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_evidencefile
    ADD CONSTRAINT catalog_evidencefile_pkey PRIMARY KEY (id);


--
-- Name: catalog_lapsenotice catalog_lapsenotice_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_lapsenotice
    ADD CONSTRAINT catalog_lapsenotice_pkey PRIMARY KEY (id);


--
-- Name: catalog_longlist catalog_longlist_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlist
    ADD CONSTRAINT catalog_longlist_pkey PRIMARY KEY (id);


--
-- Name: catalog_longlist catalog_longlist_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlist
    ADD CONSTRAINT catalog_longlist_reference_key UNIQUE (reference);


--
-- Name: catalog_longlistentry catalog_longlistentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistentry
    ADD CONSTRAINT catalog_longlistentry_pkey PRIMARY KEY (id);


--
-- Name: catalog_longlistexclusion catalog_longlistexclusion_entry_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistexclusion
    ADD CONSTRAINT catalog_longlistexclusion_entry_id_key UNIQUE (entry_id);


--
-- Name: catalog_longlistexclusion catalog_longlistexclusion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistexclusion
    ADD CONSTRAINT catalog_longlistexclusion_pkey PRIMARY KEY (id);


--
-- Name: catalog_longliststep catalog_longliststep_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longliststep
    ADD CONSTRAINT catalog_longliststep_pkey PRIMARY KEY (id);


--
-- Name: catalog_lot catalog_lot_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_lot
    ADD CONSTRAINT catalog_lot_name_key UNIQUE (name);


--
-- Name: catalog_lot catalog_lot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_lot
    ADD CONSTRAINT catalog_lot_pkey PRIMARY KEY (code);


--
-- Name: catalog_namebeginning catalog_namebeginning_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_namebeginning
    ADD CONSTRAINT catalog_namebeginning_pkey PRIMARY KEY (key, inside, rank, offering_id);


--
-- Name: catalog_offeredservicelevel catalog_offeredservicelevel_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeredservicelevel
    ADD CONSTRAINT catalog_offeredservicelevel_pkey PRIMARY KEY (id);


--
-- Name: catalog_offering catalog_offering_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_pkey PRIMARY KEY (id);


--
-- Name: catalog_offering catalog_offering_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_slug_key UNIQUE (slug);


--
-- Name: catalog_offering_topics catalog_offering_topics_offering_id_topic_id_6bb2ca57_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering_topics
    ADD CONSTRAINT catalog_offering_topics_offering_id_topic_id_6bb2ca57_uniq UNIQUE (offering_id, topic_id);


--
-- Name: catalog_offering_topics catalog_offering_topics_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering_topics
    ADD CONSTRAINT catalog_offering_topics_pkey PRIMARY KEY (id);


--
-- Name: catalog_offeringchange catalog_offeringchange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringchange
    ADD CONSTRAINT catalog_offeringchange_pkey PRIMARY KEY (id);


--
-- Name: catalog_offeringfacts catalog_offeringfacts_offering_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringfacts
    ADD CONSTRAINT catalog_offeringfacts_offering_id_key UNIQUE (offering_id);


--
-- Name: catalog_offeringfacts catalog_offeringfacts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringfacts
    ADD CONSTRAINT catalog_offeringfacts_pkey PRIMARY KEY (id);


--
-- Name: catalog_offeringupload catalog_offeringupload_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringupload
    ADD CONSTRAINT catalog_offeringupload_pkey PRIMARY KEY (id);


--
-- Name: catalog_plan catalog_plan_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_plan
    ADD CONSTRAINT catalog_plan_code_key UNIQUE (code);


--
-- Name: catalog_plan catalog_plan_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_plan
    ADD CONSTRAINT catalog_plan_pkey PRIMARY KEY (id);


--
-- Name: catalog_questionset catalog_questionset_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_questionset
    ADD CONSTRAINT catalog_questionset_pkey PRIMARY KEY (id);


--
-- Name: catalog_questionsetversion catalog_questionsetversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_questionsetversion
    ADD CONSTRAINT catalog_questionsetversion_pkey PRIMARY KEY (id);


--
-- Name: catalog_readycounts catalog_readycounts_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_readycounts
    ADD CONSTRAINT catalog_readycounts_pkey PRIMARY KEY (registry);


--
-- Name: catalog_readypage catalog_readypage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_readypage
    ADD CONSTRAINT catalog_readypage_pkey PRIMARY KEY (offering_id);


--
-- Name: catalog_reviewremark catalog_reviewremark_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_reviewremark
    ADD CONSTRAINT catalog_reviewremark_pkey PRIMARY KEY (id);


--
-- Name: catalog_savedsearch catalog_savedsearch_feed_token_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearch
    ADD CONSTRAINT catalog_savedsearch_feed_token_key UNIQUE (feed_token);


--
-- Name: catalog_savedsearch catalog_savedsearch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearch
    ADD CONSTRAINT catalog_savedsearch_pkey PRIMARY KEY (id);


--
-- Name: catalog_savedsearchhit catalog_savedsearchhit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearchhit
    ADD CONSTRAINT catalog_savedsearchhit_pkey PRIMARY KEY (id);


--
-- Name: catalog_searchentry catalog_searchentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_searchentry
    ADD CONSTRAINT catalog_searchentry_pkey PRIMARY KEY (offering_id);


--
-- Name: catalog_searchword catalog_searchword_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_searchword
    ADD CONSTRAINT catalog_searchword_pkey PRIMARY KEY (word);


--
-- Name: catalog_shortlist catalog_shortlist_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_pkey PRIMARY KEY (id);


--
-- Name: catalog_shortlist catalog_shortlist_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_reference_key UNIQUE (reference);


--
-- Name: catalog_shortlistentry catalog_shortlistentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistentry
    ADD CONSTRAINT catalog_shortlistentry_pkey PRIMARY KEY (id);


--
-- Name: catalog_shortlistnote catalog_shortlistnote_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistnote
    ADD CONSTRAINT catalog_shortlistnote_pkey PRIMARY KEY (id);


--
-- Name: catalog_topic catalog_topic_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_topic
    ADD CONSTRAINT catalog_topic_name_key UNIQUE (name);


--
-- Name: catalog_topic catalog_topic_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_topic
    ADD CONSTRAINT catalog_topic_pkey PRIMARY KEY (id);


--
-- Name: catalog_topic catalog_topic_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_topic
    ADD CONSTRAINT catalog_topic_slug_key UNIQUE (slug);


--
-- Name: catalog_unsavedentry catalog_unsavedentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_unsavedentry
    ADD CONSTRAINT catalog_unsavedentry_pkey PRIMARY KEY (id);


--
-- Name: catalog_wordinglist catalog_wordinglist_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_wordinglist
    ADD CONSTRAINT catalog_wordinglist_pkey PRIMARY KEY (id);


--
-- Name: cms_guidanceindexpage cms_guidanceindexpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_guidanceindexpage
    ADD CONSTRAINT cms_guidanceindexpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: cms_guidancepage cms_guidancepage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_guidancepage
    ADD CONSTRAINT cms_guidancepage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: cms_homepage cms_homepage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_homepage
    ADD CONSTRAINT cms_homepage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: cms_newsindexpage cms_newsindexpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_newsindexpage
    ADD CONSTRAINT cms_newsindexpage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: cms_newspage cms_newspage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_newspage
    ADD CONSTRAINT cms_newspage_pkey PRIMARY KEY (page_ptr_id);


--
-- Name: contracts_contractversion contract_versions_are_numbered; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contractversion
    ADD CONSTRAINT contract_versions_are_numbered UNIQUE (contract_id, number);


--
-- Name: contracts_amendedvalue contracts_amendedvalue_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendedvalue
    ADD CONSTRAINT contracts_amendedvalue_pkey PRIMARY KEY (id);


--
-- Name: contracts_amendment contracts_amendment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendment
    ADD CONSTRAINT contracts_amendment_pkey PRIMARY KEY (id);


--
-- Name: contracts_amendmentproposal contracts_amendmentproposal_amendment_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentproposal_amendment_id_key UNIQUE (amendment_id);


--
-- Name: contracts_amendmentproposal contracts_amendmentproposal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentproposal_pkey PRIMARY KEY (id);


--
-- Name: contracts_buyingpolicy contracts_buyingpolicy_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_buyingpolicy
    ADD CONSTRAINT contracts_buyingpolicy_pkey PRIMARY KEY (id);


--
-- Name: contracts_buyingpolicy contracts_buyingpolicy_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_buyingpolicy
    ADD CONSTRAINT contracts_buyingpolicy_reference_key UNIQUE (reference);


--
-- Name: contracts_candidate contracts_candidate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_candidate
    ADD CONSTRAINT contracts_candidate_pkey PRIMARY KEY (id);


--
-- Name: contracts_case contracts_case_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_case
    ADD CONSTRAINT contracts_case_pkey PRIMARY KEY (id);


--
-- Name: contracts_clockevent contracts_clockevent_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_clockevent
    ADD CONSTRAINT contracts_clockevent_pkey PRIMARY KEY (id);


--
-- Name: contracts_comparison contracts_comparison_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_pkey PRIMARY KEY (id);


--
-- Name: contracts_comparison contracts_comparison_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_reference_key UNIQUE (reference);


--
-- Name: contracts_contract contracts_contract_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_pkey PRIMARY KEY (id);


--
-- Name: contracts_contract contracts_contract_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_reference_key UNIQUE (reference);


--
-- Name: contracts_contractversion contracts_contractversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contractversion
    ADD CONSTRAINT contracts_contractversion_pkey PRIMARY KEY (id);


--
-- Name: contracts_credittier contracts_credittier_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_credittier
    ADD CONSTRAINT contracts_credittier_pkey PRIMARY KEY (id);


--
-- Name: contracts_dispute contracts_dispute_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_dispute
    ADD CONSTRAINT contracts_dispute_pkey PRIMARY KEY (id);


--
-- Name: contracts_drawdown contracts_drawdown_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_drawdown
    ADD CONSTRAINT contracts_drawdown_pkey PRIMARY KEY (id);


--
-- Name: contracts_drawdown contracts_drawdown_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_drawdown
    ADD CONSTRAINT contracts_drawdown_reference_key UNIQUE (reference);


--
-- Name: contracts_evidencebatch contracts_evidencebatch_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_evidencebatch
    ADD CONSTRAINT contracts_evidencebatch_pkey PRIMARY KEY (id);


--
-- Name: contracts_exclusion contracts_exclusion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_exclusion
    ADD CONSTRAINT contracts_exclusion_pkey PRIMARY KEY (id);


--
-- Name: contracts_exclusion contracts_exclusion_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_exclusion
    ADD CONSTRAINT contracts_exclusion_reference_key UNIQUE (reference);


--
-- Name: contracts_extensionoption contracts_extensionoption_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_extensionoption
    ADD CONSTRAINT contracts_extensionoption_pkey PRIMARY KEY (id);


--
-- Name: contracts_framework contracts_framework_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_framework
    ADD CONSTRAINT contracts_framework_pkey PRIMARY KEY (id);


--
-- Name: contracts_framework contracts_framework_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_framework
    ADD CONSTRAINT contracts_framework_reference_key UNIQUE (reference);


--
-- Name: contracts_frameworkamendment contracts_frameworkamendment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkamendment
    ADD CONSTRAINT contracts_frameworkamendment_pkey PRIMARY KEY (id);


--
-- Name: contracts_frameworklot contracts_frameworklot_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworklot
    ADD CONSTRAINT contracts_frameworklot_pkey PRIMARY KEY (id);


--
-- Name: contracts_frameworkmember contracts_frameworkmember_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkmember
    ADD CONSTRAINT contracts_frameworkmember_pkey PRIMARY KEY (id);


--
-- Name: contracts_fundingshare contracts_fundingshare_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_fundingshare
    ADD CONSTRAINT contracts_fundingshare_pkey PRIMARY KEY (id);


--
-- Name: contracts_hourlyrollup contracts_hourlyrollup_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_hourlyrollup
    ADD CONSTRAINT contracts_hourlyrollup_pkey PRIMARY KEY (id);


--
-- Name: contracts_judgement contracts_judgement_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_judgement
    ADD CONSTRAINT contracts_judgement_pkey PRIMARY KEY (id);


--
-- Name: contracts_lotvendor contracts_lotvendor_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_lotvendor
    ADD CONSTRAINT contracts_lotvendor_pkey PRIMARY KEY (id);


--
-- Name: contracts_order contracts_order_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_pkey PRIMARY KEY (id);


--
-- Name: contracts_order contracts_order_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_reference_key UNIQUE (reference);


--
-- Name: contracts_orderapproval contracts_orderapproval_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_orderapproval
    ADD CONSTRAINT contracts_orderapproval_pkey PRIMARY KEY (id);


--
-- Name: contracts_periodresult contracts_periodresult_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_periodresult
    ADD CONSTRAINT contracts_periodresult_pkey PRIMARY KEY (id);


--
-- Name: contracts_periodresult contracts_periodresult_supersedes_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_periodresult
    ADD CONSTRAINT contracts_periodresult_supersedes_id_key UNIQUE (supersedes_id);


--
-- Name: contracts_policyband contracts_policyband_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_policyband
    ADD CONSTRAINT contracts_policyband_pkey PRIMARY KEY (id);


--
-- Name: contracts_policyrule contracts_policyrule_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_policyrule
    ADD CONSTRAINT contracts_policyrule_pkey PRIMARY KEY (id);


--
-- Name: contracts_renewaldecision contracts_renewaldecision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_renewaldecision
    ADD CONSTRAINT contracts_renewaldecision_pkey PRIMARY KEY (id);


--
-- Name: contracts_servicecredit contracts_servicecredit_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecredit_pkey PRIMARY KEY (id);


--
-- Name: contracts_servicecredit contracts_servicecredit_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecredit_reference_key UNIQUE (reference);


--
-- Name: contracts_servicelevelterm contracts_servicelevelterm_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicelevelterm
    ADD CONSTRAINT contracts_servicelevelterm_pkey PRIMARY KEY (id);


--
-- Name: contracts_signature contracts_signature_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_pkey PRIMARY KEY (id);


--
-- Name: contracts_weight contracts_weight_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_weight
    ADD CONSTRAINT contracts_weight_pkey PRIMARY KEY (id);


--
-- Name: contracts_weight criterion_is_weighed_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_weight
    ADD CONSTRAINT criterion_is_weighed_once UNIQUE (comparison_id, criterion);


--
-- Name: django_content_type django_content_type_app_label_model_76bd3d3b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);


--
-- Name: django_content_type django_content_type_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);


--
-- Name: django_migrations django_migrations_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);


--
-- Name: django_session django_session_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);


--
-- Name: contracts_signature each_side_signs_a_version_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT each_side_signs_a_version_once UNIQUE (version_id, side);


--
-- Name: files_stoadocument files_stoadocument_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoadocument
    ADD CONSTRAINT files_stoadocument_pkey PRIMARY KEY (id);


--
-- Name: files_stoaimage files_stoaimage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoaimage
    ADD CONSTRAINT files_stoaimage_pkey PRIMARY KEY (id);


--
-- Name: files_stoarendition files_stoarendition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoarendition
    ADD CONSTRAINT files_stoarendition_pkey PRIMARY KEY (id);


--
-- Name: rfp_forumneed forum_names_a_need_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumneed
    ADD CONSTRAINT forum_names_a_need_once UNIQUE (forum_id, need_id);


--
-- Name: contracts_frameworkamendment framework_amendments_are_numbered; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkamendment
    ADD CONSTRAINT framework_amendments_are_numbered UNIQUE (framework_id, number);


--
-- Name: contracts_frameworklot framework_has_a_lot_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworklot
    ADD CONSTRAINT framework_has_a_lot_once UNIQUE (framework_id, lot_id);


--
-- Name: contracts_lotvendor framework_lot_names_a_vendor_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_lotvendor
    ADD CONSTRAINT framework_lot_names_a_vendor_once UNIQUE (lot_id, vendor_id);


--
-- Name: contracts_frameworkmember framework_names_a_member_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkmember
    ADD CONSTRAINT framework_names_a_member_once UNIQUE (framework_id, organisation_id);


--
-- Name: contracts_lotvendor framework_rank_is_held_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_lotvendor
    ADD CONSTRAINT framework_rank_is_held_once UNIQUE (lot_id, rank);


--
-- Name: catalog_longlistentry longlist_place_is_taken_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistentry
    ADD CONSTRAINT longlist_place_is_taken_once UNIQUE (longlist_id, place);


--
-- Name: catalog_longliststep longlist_step_has_its_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longliststep
    ADD CONSTRAINT longlist_step_has_its_number UNIQUE (longlist_id, number);


--
-- Name: mfa_authenticator mfa_authenticator_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);


--
-- Name: rfp_minutesversion minutes_are_numbered; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_minutesversion
    ADD CONSTRAINT minutes_are_numbered UNIQUE (forum_id, number);


--
-- Name: rfp_needfunding need_names_a_source_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_needfunding
    ADD CONSTRAINT need_names_a_source_once UNIQUE (need_id, source);


--
-- Name: notifications_notification notifications_notification_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notification_pkey PRIMARY KEY (id);


--
-- Name: catalog_savedsearchhit offering_fits_a_search_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearchhit
    ADD CONSTRAINT offering_fits_a_search_once UNIQUE (search_id, offering_id);


--
-- Name: contracts_candidate offering_is_compared_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_candidate
    ADD CONSTRAINT offering_is_compared_once UNIQUE (comparison_id, offering_id);


--
-- Name: catalog_longlistentry offering_is_longlisted_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistentry
    ADD CONSTRAINT offering_is_longlisted_once UNIQUE (longlist_id, offering_id);


--
-- Name: catalog_shortlistentry offering_is_shortlisted_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistentry
    ADD CONSTRAINT offering_is_shortlisted_once UNIQUE (shortlist_id, offering_id);


--
-- Name: contracts_orderapproval one_approval_per_limit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_orderapproval
    ADD CONSTRAINT one_approval_per_limit UNIQUE (order_id, sent_at, owner_id);


--
-- Name: contracts_orderapproval one_approval_per_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_orderapproval
    ADD CONSTRAINT one_approval_per_person UNIQUE (order_id, sent_at, approver_id);


--
-- Name: contracts_evidencebatch one_batch_per_fingerprint; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_evidencebatch
    ADD CONSTRAINT one_batch_per_fingerprint UNIQUE (term_id, sha256);


--
-- Name: contracts_case one_case_per_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_case
    ADD CONSTRAINT one_case_per_number UNIQUE (term_id, number);


--
-- Name: contracts_clockevent one_clock_event_of_a_moment; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_clockevent
    ADD CONSTRAINT one_clock_event_of_a_moment UNIQUE (case_id, at, step);


--
-- Name: contracts_renewaldecision one_decision_for_each_end; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_renewaldecision
    ADD CONSTRAINT one_decision_for_each_end UNIQUE (contract_id, ends_on);


--
-- Name: contracts_order one_draft_per_form; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT one_draft_per_form UNIQUE (requester_id, form_token);


--
-- Name: audit_auditevent one_event_per_place_in_chain; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.audit_auditevent
    ADD CONSTRAINT one_event_per_place_in_chain UNIQUE (chain, number);


--
-- Name: catalog_lapsenotice one_lapse_notice_a_mark; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_lapsenotice
    ADD CONSTRAINT one_lapse_notice_a_mark UNIQUE NULLS NOT DISTINCT (declaration_id, document_id, days_before);


--
-- Name: catalog_questionset one_question_set_per_purpose_and_lot; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_questionset
    ADD CONSTRAINT one_question_set_per_purpose_and_lot UNIQUE NULLS NOT DISTINCT (purpose, lot_id);


--
-- Name: catalog_reviewremark one_remark_a_section; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_reviewremark
    ADD CONSTRAINT one_remark_a_section UNIQUE (task_state_id, section);


--
-- Name: files_stoarendition one_rendition_per_filter; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoarendition
    ADD CONSTRAINT one_rendition_per_filter UNIQUE (image_id, filter_spec, focal_point_key);


--
-- Name: contracts_periodresult one_result_per_revision; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_periodresult
    ADD CONSTRAINT one_result_per_revision UNIQUE (term_id, period, revision);


--
-- Name: contracts_hourlyrollup one_rollup_per_hour; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_hourlyrollup
    ADD CONSTRAINT one_rollup_per_hour UNIQUE (term_id, hour);


--
-- Name: contracts_policyrule one_rule_per_band_and_route; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_policyrule
    ADD CONSTRAINT one_rule_per_band_and_route UNIQUE (band_id, route);


--
-- Name: references_series one_series_per_prefix_and_year; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.references_series
    ADD CONSTRAINT one_series_per_prefix_and_year UNIQUE (prefix, year);


--
-- Name: catalog_offeredservicelevel one_service_level_per_code; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeredservicelevel
    ADD CONSTRAINT one_service_level_per_code UNIQUE (offering_id, code);


--
-- Name: contracts_fundingshare one_share_per_source; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_fundingshare
    ADD CONSTRAINT one_share_per_source UNIQUE (order_id, source);


--
-- Name: contracts_servicelevelterm one_term_per_code; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicelevelterm
    ADD CONSTRAINT one_term_per_code UNIQUE (contract_id, code);


--
-- Name: contracts_credittier one_tier_per_edge; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_credittier
    ADD CONSTRAINT one_tier_per_edge UNIQUE (term_id, upper_exclusive);


--
-- Name: catalog_unsavedentry one_unsaved_entry_per_person_and_form; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_unsavedentry
    ADD CONSTRAINT one_unsaved_entry_per_person_and_form UNIQUE (person_id, offering_id, part);


--
-- Name: catalog_questionsetversion one_version_per_number; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_questionsetversion
    ADD CONSTRAINT one_version_per_number UNIQUE (question_set_id, number);


--
-- Name: rfp_questionvote one_vote_a_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_questionvote
    ADD CONSTRAINT one_vote_a_person UNIQUE (question_id, user_id);


--
-- Name: contracts_extensionoption options_are_numbered; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_extensionoption
    ADD CONSTRAINT options_are_numbered UNIQUE (contract_id, number);


--
-- Name: organisations_apiallowance organisations_apiallowance_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_apiallowance
    ADD CONSTRAINT organisations_apiallowance_pkey PRIMARY KEY (caller);


--
-- Name: organisations_apitoken organisations_apitoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_apitoken
    ADD CONSTRAINT organisations_apitoken_pkey PRIMARY KEY (id);


--
-- Name: organisations_apitoken organisations_apitoken_prefix_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_apitoken
    ADD CONSTRAINT organisations_apitoken_prefix_key UNIQUE (prefix);


--
-- Name: organisations_apitoken organisations_apitoken_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_apitoken
    ADD CONSTRAINT organisations_apitoken_token_hash_key UNIQUE (token_hash);


--
-- Name: organisations_appeal organisations_appeal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_appeal
    ADD CONSTRAINT organisations_appeal_pkey PRIMARY KEY (id);


--
-- Name: organisations_appeal organisations_appeal_sanction_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_appeal
    ADD CONSTRAINT organisations_appeal_sanction_id_key UNIQUE (sanction_id);


--
-- Name: organisations_businesshours organisations_businesshours_organisation_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_businesshours
    ADD CONSTRAINT organisations_businesshours_organisation_id_key UNIQUE (organisation_id);


--
-- Name: organisations_businesshours organisations_businesshours_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_businesshours
    ADD CONSTRAINT organisations_businesshours_pkey PRIMARY KEY (id);


--
-- Name: organisations_companydetails organisations_companydetails_organisation_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_companydetails
    ADD CONSTRAINT organisations_companydetails_organisation_id_key UNIQUE (organisation_id);


--
-- Name: organisations_companydetails organisations_companydetails_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_companydetails
    ADD CONSTRAINT organisations_companydetails_pkey PRIMARY KEY (id);


--
-- Name: organisations_handover organisations_handover_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_handover
    ADD CONSTRAINT organisations_handover_pkey PRIMARY KEY (id);


--
-- Name: organisations_invitation organisations_invitation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_pkey PRIMARY KEY (id);


--
-- Name: organisations_invitation organisations_invitation_token_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invitation_token_hash_key UNIQUE (token_hash);


--
-- Name: organisations_membership organisations_membership_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_pkey PRIMARY KEY (id);


--
-- Name: organisations_merger organisations_merger_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_merger
    ADD CONSTRAINT organisations_merger_pkey PRIMARY KEY (id);


--
-- Name: organisations_namechange organisations_namechange_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_namechange
    ADD CONSTRAINT organisations_namechange_pkey PRIMARY KEY (id);


--
-- Name: organisations_organisation organisations_organisation_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_pkey PRIMARY KEY (id);


--
-- Name: organisations_organisation organisations_organisation_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organisation_slug_key UNIQUE (slug);


--
-- Name: organisations_sanction organisations_sanction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_sanction
    ADD CONSTRAINT organisations_sanction_pkey PRIMARY KEY (id);


--
-- Name: organisations_substitution organisations_substitution_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_substitution
    ADD CONSTRAINT organisations_substitution_pkey PRIMARY KEY (id);


--
-- Name: contracts_policyband policy_bands_are_numbered; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_policyband
    ADD CONSTRAINT policy_bands_are_numbered UNIQUE (policy_id, number);


--
-- Name: procrastinate_events procrastinate_events_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_jobs procrastinate_jobs_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_unique; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);


--
-- Name: procrastinate_workers procrastinate_workers_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);


--
-- Name: references_series references_series_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.references_series
    ADD CONSTRAINT references_series_pkey PRIMARY KEY (id);


--
-- Name: rfp_forum rfp_forum_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forum
    ADD CONSTRAINT rfp_forum_pkey PRIMARY KEY (id);


--
-- Name: rfp_forum rfp_forum_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forum
    ADD CONSTRAINT rfp_forum_reference_key UNIQUE (reference);


--
-- Name: rfp_forum rfp_forum_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forum
    ADD CONSTRAINT rfp_forum_slug_key UNIQUE (slug);


--
-- Name: rfp_forumneed rfp_forumneed_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumneed
    ADD CONSTRAINT rfp_forumneed_pkey PRIMARY KEY (id);


--
-- Name: rfp_forumquestion rfp_forumquestion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumquestion
    ADD CONSTRAINT rfp_forumquestion_pkey PRIMARY KEY (id);


--
-- Name: rfp_joinproposal rfp_joinproposal_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_joinproposal
    ADD CONSTRAINT rfp_joinproposal_pkey PRIMARY KEY (id);


--
-- Name: rfp_marketlesson rfp_marketlesson_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_marketlesson
    ADD CONSTRAINT rfp_marketlesson_pkey PRIMARY KEY (id);


--
-- Name: rfp_minutesentry rfp_minutesentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_minutesentry
    ADD CONSTRAINT rfp_minutesentry_pkey PRIMARY KEY (id);


--
-- Name: rfp_minutesversion rfp_minutesversion_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_minutesversion
    ADD CONSTRAINT rfp_minutesversion_pkey PRIMARY KEY (id);


--
-- Name: rfp_need rfp_need_ocid_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_ocid_key UNIQUE (ocid);


--
-- Name: rfp_need rfp_need_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_pkey PRIMARY KEY (id);


--
-- Name: rfp_need rfp_need_reference_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_reference_key UNIQUE (reference);


--
-- Name: rfp_needfunding rfp_needfunding_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_needfunding
    ADD CONSTRAINT rfp_needfunding_pkey PRIMARY KEY (id);


--
-- Name: rfp_questionvote rfp_questionvote_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_questionvote
    ADD CONSTRAINT rfp_questionvote_pkey PRIMARY KEY (id);


--
-- Name: rfp_registration rfp_registration_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_registration
    ADD CONSTRAINT rfp_registration_pkey PRIMARY KEY (id);


--
-- Name: socialaccount_socialaccount socialaccount_socialaccount_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);


--
-- Name: socialaccount_socialaccount socialaccount_socialaccount_provider_uid_fc810c6e_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);


--
-- Name: socialaccount_socialapp socialaccount_socialapp_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);


--
-- Name: socialaccount_socialtoken socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);


--
-- Name: socialaccount_socialtoken socialaccount_socialtoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);


--
-- Name: stoa_cache stoa_cache_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.stoa_cache
    ADD CONSTRAINT stoa_cache_pkey PRIMARY KEY (cache_key);


--
-- Name: taggit_tag taggit_tag_name_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_name_key UNIQUE (name);


--
-- Name: taggit_tag taggit_tag_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_pkey PRIMARY KEY (id);


--
-- Name: taggit_tag taggit_tag_slug_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_tag
    ADD CONSTRAINT taggit_tag_slug_key UNIQUE (slug);


--
-- Name: taggit_taggeditem taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_object_id_tag_id_4bb97a8e_uni UNIQUE (content_type_id, object_id, tag_id);


--
-- Name: taggit_taggeditem taggit_taggeditem_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_pkey PRIMARY KEY (id);


--
-- Name: notifications_notification told_once; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT told_once UNIQUE (recipient_id, key);


--
-- Name: wagtailcore_grouppagepermission unique_permission; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT unique_permission UNIQUE (group_id, page_id, permission_id);


--
-- Name: wagtailadmin_admin wagtailadmin_admin_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_admin
    ADD CONSTRAINT wagtailadmin_admin_pkey PRIMARY KEY (id);


--
-- Name: wagtailadmin_editingsession wagtailadmin_editingsession_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editingsession_pkey PRIMARY KEY (id);


--
-- Name: wagtailadmin_formstate wagtailadmin_formstate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_apitoken wagtailcore_apitoken_key_hash_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_key_hash_key UNIQUE (key_hash);


--
-- Name: wagtailcore_apitoken wagtailcore_apitoken_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_collection wagtailcore_collection_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_path_key UNIQUE (path);


--
-- Name: wagtailcore_collection wagtailcore_collection_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collection
    ADD CONSTRAINT wagtailcore_collection_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionvi_collectionviewrestrictio_988995ae_uniq UNIQUE (collectionviewrestriction_id, group_id);


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collectionviewrestriction_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_groups_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_collectionviewrestriction wagtailcore_collectionviewrestriction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collectionviewrestriction_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_comment wagtailcore_comment_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_commentreply wagtailcore_commentreply_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprova_groupapprovaltask_id_gro_bb5ee7eb_uniq UNIQUE (groupapprovaltask_id, group_id);


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapprovaltask_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapprovaltask_groups_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_groupapprovaltask wagtailcore_groupapprovaltask_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapprovaltask_pkey PRIMARY KEY (task_ptr_id);


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollect_group_id_collection_id_p_a21cefe9_uniq UNIQUE (group_id, collection_id, permission_id);


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcollectionpermission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcollectionpermission_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppagepermission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppagepermission_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsiteper_group_id_site_id_permiss_a58ee30d_uniq UNIQUE (group_id, site_id, permission_id);


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsitepermission_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsitepermission_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_locale wagtailcore_locale_language_code_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_language_code_key UNIQUE (language_code);


--
-- Name: wagtailcore_locale wagtailcore_locale_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_locale
    ADD CONSTRAINT wagtailcore_locale_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_modellogentry wagtailcore_modellogentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellogentry_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_page wagtailcore_page_path_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_path_key UNIQUE (path);


--
-- Name: wagtailcore_page wagtailcore_page_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_page wagtailcore_page_translation_key_locale_id_9b041bad_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_translation_key_locale_id_9b041bad_uniq UNIQUE (translation_key, locale_id);


--
-- Name: wagtailcore_pagelogentry wagtailcore_pagelogentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pagelogentry_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_revision wagtailcore_pagerevision_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_page_id_user_id_0cef73ed_uniq UNIQUE (page_id, user_id);


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubscription_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubscription_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrest_pageviewrestriction_id_g_d23f80bb_uniq UNIQUE (pageviewrestriction_id, group_id);


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageviewrestriction_groups_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageviewrestriction_groups_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_pageviewrestriction wagtailcore_pageviewrestriction_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageviewrestriction_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_referenceindex wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceind_base_content_type_id_obj_9e6ccd6a_uniq UNIQUE (base_content_type_id, object_id, to_content_type_id, to_object_id, content_path_hash);


--
-- Name: wagtailcore_referenceindex wagtailcore_referenceindex_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenceindex_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_site wagtailcore_site_hostname_port_2c626d70_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_hostname_port_2c626d70_uniq UNIQUE (hostname, port);


--
-- Name: wagtailcore_site wagtailcore_site_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_task wagtailcore_task_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_taskstate wagtailcore_taskstate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_uploadedfile wagtailcore_uploadedfile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploadedfile_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflow wagtailcore_workflow_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflow
    ADD CONSTRAINT wagtailcore_workflow_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflowcontenttype wagtailcore_workflowcontenttype_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflowcontenttype_pkey PRIMARY KEY (content_type_id);


--
-- Name: wagtailcore_workflowpage wagtailcore_workflowpage_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflowpage_pkey PRIMARY KEY (page_id);


--
-- Name: wagtailcore_workflowstate wagtailcore_workflowstate_current_task_state_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_current_task_state_id_key UNIQUE (current_task_state_id);


--
-- Name: wagtailcore_workflowstate wagtailcore_workflowstate_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflowstate_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflowtask wagtailcore_workflowtask_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_pkey PRIMARY KEY (id);


--
-- Name: wagtailcore_workflowtask wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflowtask_workflow_id_task_id_4ec7a62b_uniq UNIQUE (workflow_id, task_id);


--
-- Name: wagtaildocs_document wagtaildocs_document_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_pkey PRIMARY KEY (id);


--
-- Name: wagtailembeds_embed wagtailembeds_embed_hash_c9bd8c9a_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_hash_c9bd8c9a_uniq UNIQUE (hash);


--
-- Name: wagtailembeds_embed wagtailembeds_embed_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailembeds_embed
    ADD CONSTRAINT wagtailembeds_embed_pkey PRIMARY KEY (id);


--
-- Name: wagtailimages_image wagtailimages_image_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_pkey PRIMARY KEY (id);


--
-- Name: wagtailimages_rendition wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_image_id_filter_spec_foc_323c8fe0_uniq UNIQUE (image_id, filter_spec, focal_point_key);


--
-- Name: wagtailimages_rendition wagtailimages_rendition_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendition_pkey PRIMARY KEY (id);


--
-- Name: wagtailredirects_redirect wagtailredirects_redirect_old_path_site_id_783622d7_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_old_path_site_id_783622d7_uniq UNIQUE (old_path, site_id);


--
-- Name: wagtailredirects_redirect wagtailredirects_redirect_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_redirect_pkey PRIMARY KEY (id);


--
-- Name: wagtailsearch_indexentry wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_content_type_id_object_i_bcd7ba73_uniq UNIQUE (content_type_id, object_id);


--
-- Name: wagtailsearch_indexentry wagtailsearch_indexentry_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexentry_pkey PRIMARY KEY (id);


--
-- Name: wagtailusers_userprofile wagtailusers_userprofile_pkey; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_pkey PRIMARY KEY (id);


--
-- Name: wagtailusers_userprofile wagtailusers_userprofile_user_id_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_key UNIQUE (user_id);


--
-- Name: a_clock_stops_once; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX a_clock_stops_once ON public.contracts_clockevent USING btree (case_id) WHERE ((step)::text = 'stopped'::text);


--
-- Name: account_emailaddress_email_03be32b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);


--
-- Name: account_emailaddress_email_03be32b2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);


--
-- Name: account_emailaddress_user_id_2c513194; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);


--
-- Name: account_emailconfirmation_email_address_id_5b7f8c58; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);


--
-- Name: account_emailconfirmation_key_f43612bd_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);


--
-- Name: accounts_user_email_b2644a56_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_email_b2644a56_like ON public.accounts_user USING btree (email varchar_pattern_ops);


--
-- Name: accounts_user_groups_group_id_bd11a704; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_groups_group_id_bd11a704 ON public.accounts_user_groups USING btree (group_id);


--
-- Name: accounts_user_groups_user_id_52b62117; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_groups_user_id_52b62117 ON public.accounts_user_groups USING btree (user_id);


--
-- Name: accounts_user_user_permissions_permission_id_113bb443; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_user_permissions_permission_id_113bb443 ON public.accounts_user_user_permissions USING btree (permission_id);


--
-- Name: accounts_user_user_permissions_user_id_e4f0a161; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX accounts_user_user_permissions_user_id_e4f0a161 ON public.accounts_user_user_permissions USING btree (user_id);


--
-- Name: audit_auditevent_at_f461ba89; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_auditevent_at_f461ba89 ON public.audit_auditevent USING btree (at);


--
-- Name: audit_auditevent_hash_d0c402da_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_auditevent_hash_d0c402da_like ON public.audit_auditevent USING btree (hash varchar_pattern_ops);


--
-- Name: audit_by_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_by_object ON public.audit_auditevent USING btree (object_type, object_id);


--
-- Name: audit_chainhead_chain_7f9501a2_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX audit_chainhead_chain_7f9501a2_like ON public.audit_chainhead USING btree (chain varchar_pattern_ops);


--
-- Name: auth_group_name_a6ea08ec_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);


--
-- Name: auth_group_permissions_group_id_b120cbf9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);


--
-- Name: auth_group_permissions_permission_id_84c5c92e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);


--
-- Name: auth_permission_content_type_id_2f476e4b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);


--
-- Name: base_content_object_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX base_content_object_idx ON public.wagtailcore_revision USING btree (base_content_type_id, object_id);


--
-- Name: batch_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX batch_by_time ON public.contracts_evidencebatch USING btree (term_id, source, first_at);


--
-- Name: case_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX case_by_time ON public.contracts_case USING btree (term_id, started_at);


--
-- Name: catalog_admission_asked_by_id_826adaf2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_admission_asked_by_id_826adaf2 ON public.catalog_admission USING btree (asked_by_id);


--
-- Name: catalog_admission_decided_by_id_fc09d1d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_admission_decided_by_id_fc09d1d7 ON public.catalog_admission USING btree (decided_by_id);


--
-- Name: catalog_admission_lot_id_a9399bfc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_admission_lot_id_a9399bfc ON public.catalog_admission USING btree (lot_id);


--
-- Name: catalog_admission_lot_id_a9399bfc_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_admission_lot_id_a9399bfc_like ON public.catalog_admission USING btree (lot_id varchar_pattern_ops);


--
-- Name: catalog_admission_vendor_id_25cf5205; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_admission_vendor_id_25cf5205 ON public.catalog_admission USING btree (vendor_id);


--
-- Name: catalog_agencyuse_agency_id_e00b29d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_agencyuse_agency_id_e00b29d7 ON public.catalog_agencyuse USING btree (agency_id);


--
-- Name: catalog_agencyuse_offering_id_827ed342; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_agencyuse_offering_id_827ed342 ON public.catalog_agencyuse USING btree (offering_id);


--
-- Name: catalog_assessor_name_02c8398b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_assessor_name_02c8398b_like ON public.catalog_assessor USING btree (name varchar_pattern_ops);


--
-- Name: catalog_declaration_decided_by_id_88c7a047; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_declaration_decided_by_id_88c7a047 ON public.catalog_declaration USING btree (decided_by_id);


--
-- Name: catalog_declaration_question_set_version_id_08f29817; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_declaration_question_set_version_id_08f29817 ON public.catalog_declaration USING btree (question_set_version_id);


--
-- Name: catalog_declaration_signed_by_id_89c1b819; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_declaration_signed_by_id_89c1b819 ON public.catalog_declaration USING btree (signed_by_id);


--
-- Name: catalog_declaration_vendor_id_ce570a7c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_declaration_vendor_id_ce570a7c ON public.catalog_declaration USING btree (vendor_id);


--
-- Name: catalog_evidencefile_added_by_id_83c53f59; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_evidencefile_added_by_id_83c53f59 ON public.catalog_evidencefile USING btree (added_by_id);


--
-- Name: catalog_evidencefile_organisation_id_d98f3e14; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_evidencefile_organisation_id_d98f3e14 ON public.catalog_evidencefile USING btree (organisation_id);


--
-- Name: catalog_evidencefile_verified_by_id_23d7463b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_evidencefile_verified_by_id_23d7463b ON public.catalog_evidencefile USING btree (verified_by_id);


--
-- Name: catalog_lapsenotice_declaration_id_25358e0b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_lapsenotice_declaration_id_25358e0b ON public.catalog_lapsenotice USING btree (declaration_id);


--
-- Name: catalog_lapsenotice_document_id_1f7babe3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_lapsenotice_document_id_1f7babe3 ON public.catalog_lapsenotice USING btree (document_id);


--
-- Name: catalog_longlist_frozen_by_id_fe5756c7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlist_frozen_by_id_fe5756c7 ON public.catalog_longlist USING btree (frozen_by_id);


--
-- Name: catalog_longlist_opened_by_id_d077b72e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlist_opened_by_id_d077b72e ON public.catalog_longlist USING btree (opened_by_id);


--
-- Name: catalog_longlist_organisation_id_4158910c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlist_organisation_id_4158910c ON public.catalog_longlist USING btree (organisation_id);


--
-- Name: catalog_longlist_reference_76c837bf_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlist_reference_76c837bf_like ON public.catalog_longlist USING btree (reference varchar_pattern_ops);


--
-- Name: catalog_longlist_supersedes_id_1e99e20c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlist_supersedes_id_1e99e20c ON public.catalog_longlist USING btree (supersedes_id);


--
-- Name: catalog_longlistentry_longlist_id_8dc9d923; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlistentry_longlist_id_8dc9d923 ON public.catalog_longlistentry USING btree (longlist_id);


--
-- Name: catalog_longlistentry_offering_id_395df283; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlistentry_offering_id_395df283 ON public.catalog_longlistentry USING btree (offering_id);


--
-- Name: catalog_longlistentry_revision_id_d21a6d89; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlistentry_revision_id_d21a6d89 ON public.catalog_longlistentry USING btree (revision_id);


--
-- Name: catalog_longlistexclusion_step_id_ce1b02f9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longlistexclusion_step_id_ce1b02f9 ON public.catalog_longlistexclusion USING btree (step_id);


--
-- Name: catalog_longliststep_by_id_b87e7e6f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longliststep_by_id_b87e7e6f ON public.catalog_longliststep USING btree (by_id);


--
-- Name: catalog_longliststep_longlist_id_b7abc817; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_longliststep_longlist_id_b7abc817 ON public.catalog_longliststep USING btree (longlist_id);


--
-- Name: catalog_lot_code_44d65fe5_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_lot_code_44d65fe5_like ON public.catalog_lot USING btree (code varchar_pattern_ops);


--
-- Name: catalog_lot_name_0c4b5643_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_lot_name_0c4b5643_like ON public.catalog_lot USING btree (name varchar_pattern_ops);


--
-- Name: catalog_offeredservicelevel_code_162ab526; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offeredservicelevel_code_162ab526 ON public.catalog_offeredservicelevel USING btree (code);


--
-- Name: catalog_offeredservicelevel_code_162ab526_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offeredservicelevel_code_162ab526_like ON public.catalog_offeredservicelevel USING btree (code varchar_pattern_ops);


--
-- Name: catalog_offeredservicelevel_offering_id_697cff79; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offeredservicelevel_offering_id_697cff79 ON public.catalog_offeredservicelevel USING btree (offering_id);


--
-- Name: catalog_offering_assessor_id_cc966ebf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_assessor_id_cc966ebf ON public.catalog_offering USING btree (assessor_id);


--
-- Name: catalog_offering_first_published_at_6f307bab; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_first_published_at_6f307bab ON public.catalog_offering USING btree (first_published_at);


--
-- Name: catalog_offering_latest_revision_id_dfec2795; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_latest_revision_id_dfec2795 ON public.catalog_offering USING btree (latest_revision_id);


--
-- Name: catalog_offering_live_revision_id_206750d1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_live_revision_id_206750d1 ON public.catalog_offering USING btree (live_revision_id);


--
-- Name: catalog_offering_locked_by_id_28040daf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_locked_by_id_28040daf ON public.catalog_offering USING btree (locked_by_id);


--
-- Name: catalog_offering_question_set_version_id_5051791c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_question_set_version_id_5051791c ON public.catalog_offering USING btree (question_set_version_id);


--
-- Name: catalog_offering_slug_fad84e68_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_slug_fad84e68_like ON public.catalog_offering USING btree (slug varchar_pattern_ops);


--
-- Name: catalog_offering_sort_name_e0934b6a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_sort_name_e0934b6a ON public.catalog_offering USING btree (sort_name);


--
-- Name: catalog_offering_sort_name_e0934b6a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_sort_name_e0934b6a_like ON public.catalog_offering USING btree (sort_name varchar_pattern_ops);


--
-- Name: catalog_offering_topics_offering_id_dc2d7d8c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_topics_offering_id_dc2d7d8c ON public.catalog_offering_topics USING btree (offering_id);


--
-- Name: catalog_offering_topics_topic_id_8801a01b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_topics_topic_id_8801a01b ON public.catalog_offering_topics USING btree (topic_id);


--
-- Name: catalog_offering_vendor_id_b6dc72ae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offering_vendor_id_b6dc72ae ON public.catalog_offering USING btree (vendor_id);


--
-- Name: catalog_offeringupload_applied_by_id_5aff9585; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offeringupload_applied_by_id_5aff9585 ON public.catalog_offeringupload USING btree (applied_by_id);


--
-- Name: catalog_offeringupload_sent_by_id_0e82e2d2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offeringupload_sent_by_id_0e82e2d2 ON public.catalog_offeringupload USING btree (sent_by_id);


--
-- Name: catalog_offeringupload_vendor_id_770f6a14; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_offeringupload_vendor_id_770f6a14 ON public.catalog_offeringupload USING btree (vendor_id);


--
-- Name: catalog_plan_offering_id_59c3f87f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_plan_offering_id_59c3f87f ON public.catalog_plan USING btree (offering_id);


--
-- Name: catalog_questionset_lot_id_daa383f1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_questionset_lot_id_daa383f1 ON public.catalog_questionset USING btree (lot_id);


--
-- Name: catalog_questionset_lot_id_daa383f1_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_questionset_lot_id_daa383f1_like ON public.catalog_questionset USING btree (lot_id varchar_pattern_ops);


--
-- Name: catalog_questionsetversion_question_set_id_f7cb7d71; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_questionsetversion_question_set_id_f7cb7d71 ON public.catalog_questionsetversion USING btree (question_set_id);


--
-- Name: catalog_readycounts_registry_f5e9a597_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_readycounts_registry_f5e9a597_like ON public.catalog_readycounts USING btree (registry varchar_pattern_ops);


--
-- Name: catalog_reviewremark_offering_id_2755a546; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_reviewremark_offering_id_2755a546 ON public.catalog_reviewremark USING btree (offering_id);


--
-- Name: catalog_reviewremark_task_state_id_22a7da43; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_reviewremark_task_state_id_22a7da43 ON public.catalog_reviewremark USING btree (task_state_id);


--
-- Name: catalog_savedsearch_feed_token_a1ca9ab4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_savedsearch_feed_token_a1ca9ab4_like ON public.catalog_savedsearch USING btree (feed_token varchar_pattern_ops);


--
-- Name: catalog_savedsearch_user_id_8ba284e9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_savedsearch_user_id_8ba284e9 ON public.catalog_savedsearch USING btree (user_id);


--
-- Name: catalog_savedsearchhit_offering_id_4fc73de0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_savedsearchhit_offering_id_4fc73de0 ON public.catalog_savedsearchhit USING btree (offering_id);


--
-- Name: catalog_savedsearchhit_search_id_ee6dd325; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_savedsearchhit_search_id_ee6dd325 ON public.catalog_savedsearchhit USING btree (search_id);


--
-- Name: catalog_searchword_stem_3867529e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_searchword_stem_3867529e ON public.catalog_searchword USING btree (stem);


--
-- Name: catalog_searchword_stem_3867529e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_searchword_stem_3867529e_like ON public.catalog_searchword USING btree (stem varchar_pattern_ops);


--
-- Name: catalog_searchword_word_fb48ee13_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_searchword_word_fb48ee13_like ON public.catalog_searchword USING btree (word varchar_pattern_ops);


--
-- Name: catalog_shortlist_agency_id_cec80751; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlist_agency_id_cec80751 ON public.catalog_shortlist USING btree (agency_id);


--
-- Name: catalog_shortlist_opened_by_id_1e1bfee7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlist_opened_by_id_1e1bfee7 ON public.catalog_shortlist USING btree (opened_by_id);


--
-- Name: catalog_shortlist_reference_9fed6c28_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlist_reference_9fed6c28_like ON public.catalog_shortlist USING btree (reference varchar_pattern_ops);


--
-- Name: catalog_shortlistentry_added_by_id_fe13342a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlistentry_added_by_id_fe13342a ON public.catalog_shortlistentry USING btree (added_by_id);


--
-- Name: catalog_shortlistentry_offering_id_5811ed66; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlistentry_offering_id_5811ed66 ON public.catalog_shortlistentry USING btree (offering_id);


--
-- Name: catalog_shortlistentry_removed_by_id_b9fe08a2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlistentry_removed_by_id_b9fe08a2 ON public.catalog_shortlistentry USING btree (removed_by_id);


--
-- Name: catalog_shortlistentry_shortlist_id_8a3c13c5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlistentry_shortlist_id_8a3c13c5 ON public.catalog_shortlistentry USING btree (shortlist_id);


--
-- Name: catalog_shortlistnote_by_id_da77b1ee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlistnote_by_id_da77b1ee ON public.catalog_shortlistnote USING btree (by_id);


--
-- Name: catalog_shortlistnote_entry_id_96883a88; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_shortlistnote_entry_id_96883a88 ON public.catalog_shortlistnote USING btree (entry_id);


--
-- Name: catalog_topic_name_e8638d3e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_topic_name_e8638d3e_like ON public.catalog_topic USING btree (name varchar_pattern_ops);


--
-- Name: catalog_topic_slug_17c36c1c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_topic_slug_17c36c1c_like ON public.catalog_topic USING btree (slug varchar_pattern_ops);


--
-- Name: catalog_unsavedentry_offering_id_7b5abd56; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_unsavedentry_offering_id_7b5abd56 ON public.catalog_unsavedentry USING btree (offering_id);


--
-- Name: catalog_unsavedentry_person_id_dc3fd316; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX catalog_unsavedentry_person_id_dc3fd316 ON public.catalog_unsavedentry USING btree (person_id);


--
-- Name: content_object_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX content_object_idx ON public.wagtailcore_revision USING btree (content_type_id, object_id);


--
-- Name: contract_by_agency_offering; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contract_by_agency_offering ON public.contracts_contract USING btree (agency_id, offering_id, status);


--
-- Name: contracts_amendedvalue_amendment_id_efd63547; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendedvalue_amendment_id_efd63547 ON public.contracts_amendedvalue USING btree (amendment_id);


--
-- Name: contracts_amendedvalue_lot_id_8efd4c92; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendedvalue_lot_id_8efd4c92 ON public.contracts_amendedvalue USING btree (lot_id);


--
-- Name: contracts_amendment_contract_id_dc3dfe36; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendment_contract_id_dc3dfe36 ON public.contracts_amendment USING btree (contract_id);


--
-- Name: contracts_amendment_vendor_after_id_e488988b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendment_vendor_after_id_e488988b ON public.contracts_amendment USING btree (vendor_after_id);


--
-- Name: contracts_amendment_vendor_before_id_e1ed98be; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendment_vendor_before_id_e1ed98be ON public.contracts_amendment USING btree (vendor_before_id);


--
-- Name: contracts_amendmentproposal_agreed_by_id_b6ddfb0e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_agreed_by_id_b6ddfb0e ON public.contracts_amendmentproposal USING btree (agreed_by_id);


--
-- Name: contracts_amendmentproposal_agreed_for_id_e18629c3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_agreed_for_id_e18629c3 ON public.contracts_amendmentproposal USING btree (agreed_for_id);


--
-- Name: contracts_amendmentproposal_approved_by_id_e21ea35e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_approved_by_id_e21ea35e ON public.contracts_amendmentproposal USING btree (approved_by_id);


--
-- Name: contracts_amendmentproposal_contract_id_3532a0fc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_contract_id_3532a0fc ON public.contracts_amendmentproposal USING btree (contract_id);


--
-- Name: contracts_amendmentproposal_proposed_by_id_1c8bd485; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_proposed_by_id_1c8bd485 ON public.contracts_amendmentproposal USING btree (proposed_by_id);


--
-- Name: contracts_amendmentproposal_vendor_after_id_729d15a8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_vendor_after_id_729d15a8 ON public.contracts_amendmentproposal USING btree (vendor_after_id);


--
-- Name: contracts_amendmentproposal_vendor_before_id_5c76ff7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_amendmentproposal_vendor_before_id_5c76ff7b ON public.contracts_amendmentproposal USING btree (vendor_before_id);


--
-- Name: contracts_buyingpolicy_drafted_by_id_f26ba4bd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_buyingpolicy_drafted_by_id_f26ba4bd ON public.contracts_buyingpolicy USING btree (drafted_by_id);


--
-- Name: contracts_buyingpolicy_enacted_by_id_8cba39b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_buyingpolicy_enacted_by_id_8cba39b4 ON public.contracts_buyingpolicy USING btree (enacted_by_id);


--
-- Name: contracts_buyingpolicy_reference_9f0e2486_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_buyingpolicy_reference_9f0e2486_like ON public.contracts_buyingpolicy USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_candidate_comparison_id_40433da1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_candidate_comparison_id_40433da1 ON public.contracts_candidate USING btree (comparison_id);


--
-- Name: contracts_candidate_offering_id_f93b7cc3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_candidate_offering_id_f93b7cc3 ON public.contracts_candidate USING btree (offering_id);


--
-- Name: contracts_candidate_revision_id_3124e07e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_candidate_revision_id_3124e07e ON public.contracts_candidate USING btree (revision_id);


--
-- Name: contracts_case_term_id_1afab87e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_case_term_id_1afab87e ON public.contracts_case USING btree (term_id);


--
-- Name: contracts_clockevent_case_id_32253a9a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_clockevent_case_id_32253a9a ON public.contracts_clockevent USING btree (case_id);


--
-- Name: contracts_comparison_agency_id_d0a64c36; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_comparison_agency_id_d0a64c36 ON public.contracts_comparison USING btree (agency_id);


--
-- Name: contracts_comparison_lot_id_09343d2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_comparison_lot_id_09343d2b ON public.contracts_comparison USING btree (lot_id);


--
-- Name: contracts_comparison_opened_by_id_fb8bf3b6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_comparison_opened_by_id_fb8bf3b6 ON public.contracts_comparison USING btree (opened_by_id);


--
-- Name: contracts_comparison_reference_3920cc9c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_comparison_reference_3920cc9c_like ON public.contracts_comparison USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_comparison_signed_by_id_428db8cb; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_comparison_signed_by_id_428db8cb ON public.contracts_comparison USING btree (signed_by_id);


--
-- Name: contracts_comparison_winner_id_d0881d16; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_comparison_winner_id_d0881d16 ON public.contracts_comparison USING btree (winner_id);


--
-- Name: contracts_contract_agency_id_75890680; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_agency_id_75890680 ON public.contracts_contract USING btree (agency_id);


--
-- Name: contracts_contract_broker_id_6ad3ea88; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_broker_id_6ad3ea88 ON public.contracts_contract USING btree (broker_id);


--
-- Name: contracts_contract_drawn_up_by_id_9d9863e0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_drawn_up_by_id_9d9863e0 ON public.contracts_contract USING btree (drawn_up_by_id);


--
-- Name: contracts_contract_ocid_9127d995; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_ocid_9127d995 ON public.contracts_contract USING btree (ocid);


--
-- Name: contracts_contract_ocid_9127d995_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_ocid_9127d995_like ON public.contracts_contract USING btree (ocid varchar_pattern_ops);


--
-- Name: contracts_contract_offering_id_669f410b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_offering_id_669f410b ON public.contracts_contract USING btree (offering_id);


--
-- Name: contracts_contract_offering_revision_id_301bdd1c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_offering_revision_id_301bdd1c ON public.contracts_contract USING btree (offering_revision_id);


--
-- Name: contracts_contract_reference_a40ba86f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_reference_a40ba86f_like ON public.contracts_contract USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_contract_vendor_id_aa743096; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contract_vendor_id_aa743096 ON public.contracts_contract USING btree (vendor_id);


--
-- Name: contracts_contractversion_contract_id_9b8b6e78; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_contractversion_contract_id_9b8b6e78 ON public.contracts_contractversion USING btree (contract_id);


--
-- Name: contracts_credittier_term_id_5c9fe3ae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_credittier_term_id_5c9fe3ae ON public.contracts_credittier USING btree (term_id);


--
-- Name: contracts_dispute_organisation_id_34b106a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_dispute_organisation_id_34b106a3 ON public.contracts_dispute USING btree (organisation_id);


--
-- Name: contracts_dispute_raised_by_id_acaf7891; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_dispute_raised_by_id_acaf7891 ON public.contracts_dispute USING btree (raised_by_id);


--
-- Name: contracts_dispute_result_id_fa899c4c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_dispute_result_id_fa899c4c ON public.contracts_dispute USING btree (result_id);


--
-- Name: contracts_drawdown_agency_id_d5e2e968; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_drawdown_agency_id_d5e2e968 ON public.contracts_drawdown USING btree (agency_id);


--
-- Name: contracts_drawdown_lot_id_675f1608; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_drawdown_lot_id_675f1608 ON public.contracts_drawdown USING btree (lot_id);


--
-- Name: contracts_drawdown_reference_73de4d81_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_drawdown_reference_73de4d81_like ON public.contracts_drawdown USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_drawdown_vendor_id_f605c9b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_drawdown_vendor_id_f605c9b9 ON public.contracts_drawdown USING btree (vendor_id);


--
-- Name: contracts_evidencebatch_measured_by_id_1154cd4e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_evidencebatch_measured_by_id_1154cd4e ON public.contracts_evidencebatch USING btree (measured_by_id);


--
-- Name: contracts_evidencebatch_term_id_0ee1b9c6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_evidencebatch_term_id_0ee1b9c6 ON public.contracts_evidencebatch USING btree (term_id);


--
-- Name: contracts_exclusion_decided_by_id_01b7a63e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_exclusion_decided_by_id_01b7a63e ON public.contracts_exclusion USING btree (decided_by_id);


--
-- Name: contracts_exclusion_reference_a15b0a65_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_exclusion_reference_a15b0a65_like ON public.contracts_exclusion USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_exclusion_requested_by_id_2522561f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_exclusion_requested_by_id_2522561f ON public.contracts_exclusion USING btree (requested_by_id);


--
-- Name: contracts_exclusion_term_id_54b538ad; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_exclusion_term_id_54b538ad ON public.contracts_exclusion USING btree (term_id);


--
-- Name: contracts_extensionoption_contract_id_45be45d5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_extensionoption_contract_id_45be45d5 ON public.contracts_extensionoption USING btree (contract_id);


--
-- Name: contracts_extensionoption_exercised_by_id_7d0512b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_extensionoption_exercised_by_id_7d0512b9 ON public.contracts_extensionoption USING btree (exercised_by_id);


--
-- Name: contracts_framework_prepared_by_id_87972235; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_framework_prepared_by_id_87972235 ON public.contracts_framework USING btree (prepared_by_id);


--
-- Name: contracts_framework_reference_1e2aa5a4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_framework_reference_1e2aa5a4_like ON public.contracts_framework USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_framework_signed_by_id_4745c38f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_framework_signed_by_id_4745c38f ON public.contracts_framework USING btree (signed_by_id);


--
-- Name: contracts_frameworkamendment_framework_id_6f0ae5b9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_frameworkamendment_framework_id_6f0ae5b9 ON public.contracts_frameworkamendment USING btree (framework_id);


--
-- Name: contracts_frameworklot_framework_id_9f2d94ae; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_frameworklot_framework_id_9f2d94ae ON public.contracts_frameworklot USING btree (framework_id);


--
-- Name: contracts_frameworklot_lot_id_18dec45e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_frameworklot_lot_id_18dec45e ON public.contracts_frameworklot USING btree (lot_id);


--
-- Name: contracts_frameworklot_lot_id_18dec45e_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_frameworklot_lot_id_18dec45e_like ON public.contracts_frameworklot USING btree (lot_id varchar_pattern_ops);


--
-- Name: contracts_frameworkmember_framework_id_06db4b83; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_frameworkmember_framework_id_06db4b83 ON public.contracts_frameworkmember USING btree (framework_id);


--
-- Name: contracts_frameworkmember_organisation_id_216fbc00; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_frameworkmember_organisation_id_216fbc00 ON public.contracts_frameworkmember USING btree (organisation_id);


--
-- Name: contracts_fundingshare_order_id_3a7c7954; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_fundingshare_order_id_3a7c7954 ON public.contracts_fundingshare USING btree (order_id);


--
-- Name: contracts_hourlyrollup_term_id_b9bcbda3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_hourlyrollup_term_id_b9bcbda3 ON public.contracts_hourlyrollup USING btree (term_id);


--
-- Name: contracts_judgement_candidate_id_f3a6973c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_judgement_candidate_id_f3a6973c ON public.contracts_judgement USING btree (candidate_id);


--
-- Name: contracts_lotvendor_lot_id_d55a0ae4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_lotvendor_lot_id_d55a0ae4 ON public.contracts_lotvendor USING btree (lot_id);


--
-- Name: contracts_lotvendor_vendor_id_536e7d99; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_lotvendor_vendor_id_536e7d99 ON public.contracts_lotvendor USING btree (vendor_id);


--
-- Name: contracts_order_agency_id_77920e71; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_agency_id_77920e71 ON public.contracts_order USING btree (agency_id);


--
-- Name: contracts_order_approved_by_id_7ca923ac; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_approved_by_id_7ca923ac ON public.contracts_order USING btree (approved_by_id);


--
-- Name: contracts_order_comparison_id_6700507d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_comparison_id_6700507d ON public.contracts_order USING btree (comparison_id);


--
-- Name: contracts_order_contract_id_1264b25f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_contract_id_1264b25f ON public.contracts_order USING btree (contract_id);


--
-- Name: contracts_order_framework_lot_id_41f47330; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_framework_lot_id_41f47330 ON public.contracts_order USING btree (framework_lot_id);


--
-- Name: contracts_order_ocid_10604580; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_ocid_10604580 ON public.contracts_order USING btree (ocid);


--
-- Name: contracts_order_ocid_10604580_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_ocid_10604580_like ON public.contracts_order USING btree (ocid varchar_pattern_ops);


--
-- Name: contracts_order_offering_id_958dbb01; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_offering_id_958dbb01 ON public.contracts_order USING btree (offering_id);


--
-- Name: contracts_order_offering_revision_id_5b244b75; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_offering_revision_id_5b244b75 ON public.contracts_order USING btree (offering_revision_id);


--
-- Name: contracts_order_policy_id_3575a756; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_policy_id_3575a756 ON public.contracts_order USING btree (policy_id);


--
-- Name: contracts_order_reference_0672f0f1_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_reference_0672f0f1_like ON public.contracts_order USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_order_requester_id_0ded762e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_requester_id_0ded762e ON public.contracts_order USING btree (requester_id);


--
-- Name: contracts_order_submitted_by_id_ade84892; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_submitted_by_id_ade84892 ON public.contracts_order USING btree (submitted_by_id);


--
-- Name: contracts_order_vendor_id_75dc510a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_order_vendor_id_75dc510a ON public.contracts_order USING btree (vendor_id);


--
-- Name: contracts_orderapproval_approver_id_9424c70e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_orderapproval_approver_id_9424c70e ON public.contracts_orderapproval USING btree (approver_id);


--
-- Name: contracts_orderapproval_order_id_26708165; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_orderapproval_order_id_26708165 ON public.contracts_orderapproval USING btree (order_id);


--
-- Name: contracts_periodresult_term_id_ca52f484; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_periodresult_term_id_ca52f484 ON public.contracts_periodresult USING btree (term_id);


--
-- Name: contracts_policyband_policy_id_7325bacf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_policyband_policy_id_7325bacf ON public.contracts_policyband USING btree (policy_id);


--
-- Name: contracts_policyrule_band_id_a383f82b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_policyrule_band_id_a383f82b ON public.contracts_policyrule USING btree (band_id);


--
-- Name: contracts_renewaldecision_contract_id_cc106e82; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_renewaldecision_contract_id_cc106e82 ON public.contracts_renewaldecision USING btree (contract_id);


--
-- Name: contracts_renewaldecision_decided_by_id_fe6dd169; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_renewaldecision_decided_by_id_fe6dd169 ON public.contracts_renewaldecision USING btree (decided_by_id);


--
-- Name: contracts_servicecredit_creditor_id_593e0ed3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_creditor_id_593e0ed3 ON public.contracts_servicecredit USING btree (creditor_id);


--
-- Name: contracts_servicecredit_debtor_id_824d70ef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_debtor_id_824d70ef ON public.contracts_servicecredit USING btree (debtor_id);


--
-- Name: contracts_servicecredit_filed_by_id_a29b5b46; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_filed_by_id_a29b5b46 ON public.contracts_servicecredit USING btree (filed_by_id);


--
-- Name: contracts_servicecredit_granted_by_id_0730458c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_granted_by_id_0730458c ON public.contracts_servicecredit USING btree (granted_by_id);


--
-- Name: contracts_servicecredit_reference_3a25e15d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_reference_3a25e15d_like ON public.contracts_servicecredit USING btree (reference varchar_pattern_ops);


--
-- Name: contracts_servicecredit_released_by_id_b8880d4a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_released_by_id_b8880d4a ON public.contracts_servicecredit USING btree (released_by_id);


--
-- Name: contracts_servicecredit_result_id_92060248; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicecredit_result_id_92060248 ON public.contracts_servicecredit USING btree (result_id);


--
-- Name: contracts_servicelevelterm_code_2d1bf489; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicelevelterm_code_2d1bf489 ON public.contracts_servicelevelterm USING btree (code);


--
-- Name: contracts_servicelevelterm_code_2d1bf489_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicelevelterm_code_2d1bf489_like ON public.contracts_servicelevelterm USING btree (code varchar_pattern_ops);


--
-- Name: contracts_servicelevelterm_contract_id_e217ba44; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicelevelterm_contract_id_e217ba44 ON public.contracts_servicelevelterm USING btree (contract_id);


--
-- Name: contracts_servicelevelterm_monitor_id_aaf48da7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_servicelevelterm_monitor_id_aaf48da7 ON public.contracts_servicelevelterm USING btree (monitor_id);


--
-- Name: contracts_signature_contract_id_da3e9a54; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_signature_contract_id_da3e9a54 ON public.contracts_signature USING btree (contract_id);


--
-- Name: contracts_signature_organisation_id_7b723338; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_signature_organisation_id_7b723338 ON public.contracts_signature USING btree (organisation_id);


--
-- Name: contracts_signature_signed_by_id_6ab94c7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_signature_signed_by_id_6ab94c7b ON public.contracts_signature USING btree (signed_by_id);


--
-- Name: contracts_signature_version_id_834bd9b1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_signature_version_id_834bd9b1 ON public.contracts_signature USING btree (version_id);


--
-- Name: contracts_weight_comparison_id_60cc4c26; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX contracts_weight_comparison_id_60cc4c26 ON public.contracts_weight USING btree (comparison_id);


--
-- Name: django_session_expire_date_a5c62663; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);


--
-- Name: django_session_session_key_c0390e0f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);


--
-- Name: evidence_by_last_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX evidence_by_last_day ON public.catalog_evidencefile USING btree (expires_on);


--
-- Name: exclusion_by_time; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX exclusion_by_time ON public.contracts_exclusion USING btree (term_id, starts_at);


--
-- Name: files_stoadocument_collection_id_718ed308; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoadocument_collection_id_718ed308 ON public.files_stoadocument USING btree (collection_id);


--
-- Name: files_stoadocument_uploaded_by_user_id_4cb8e807; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoadocument_uploaded_by_user_id_4cb8e807 ON public.files_stoadocument USING btree (uploaded_by_user_id);


--
-- Name: files_stoaimage_collection_id_0a964e03; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoaimage_collection_id_0a964e03 ON public.files_stoaimage USING btree (collection_id);


--
-- Name: files_stoaimage_created_at_0a763339; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoaimage_created_at_0a763339 ON public.files_stoaimage USING btree (created_at);


--
-- Name: files_stoaimage_file_hash_f09baea6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoaimage_file_hash_f09baea6 ON public.files_stoaimage USING btree (file_hash);


--
-- Name: files_stoaimage_file_hash_f09baea6_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoaimage_file_hash_f09baea6_like ON public.files_stoaimage USING btree (file_hash varchar_pattern_ops);


--
-- Name: files_stoaimage_uploaded_by_user_id_f918837a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoaimage_uploaded_by_user_id_f918837a ON public.files_stoaimage USING btree (uploaded_by_user_id);


--
-- Name: files_stoarendition_filter_spec_3443c6fa; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoarendition_filter_spec_3443c6fa ON public.files_stoarendition USING btree (filter_spec);


--
-- Name: files_stoarendition_filter_spec_3443c6fa_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoarendition_filter_spec_3443c6fa_like ON public.files_stoarendition USING btree (filter_spec varchar_pattern_ops);


--
-- Name: files_stoarendition_image_id_99bf00a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX files_stoarendition_image_id_99bf00a6 ON public.files_stoarendition USING btree (image_id);


--
-- Name: formstate_user_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX formstate_user_object ON public.wagtailadmin_formstate USING btree (user_id, content_type_id, object_id, parent_object_id);


--
-- Name: hits_to_tell; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX hits_to_tell ON public.catalog_savedsearchhit USING btree (search_id) WHERE (told_at IS NULL);


--
-- Name: idx_procrastinate_jobs_worker_not_null; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));


--
-- Name: idx_procrastinate_workers_last_heartbeat; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);


--
-- Name: mfa_authenticator_user_id_0c3a50c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);


--
-- Name: need_follows_one_other; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX need_follows_one_other ON public.rfp_joinproposal USING btree (partner_id) WHERE ((status)::text = ANY ((ARRAY['proposed'::character varying, 'joined'::character varying])::text[]));


--
-- Name: new_hits_of_a_search; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX new_hits_of_a_search ON public.catalog_savedsearchhit USING btree (search_id, since DESC) WHERE (NOT at_start);


--
-- Name: notifications_notification_recipient_id_d055f3f0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX notifications_notification_recipient_id_d055f3f0 ON public.notifications_notification USING btree (recipient_id);


--
-- Name: offering_changes_waiting; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX offering_changes_waiting ON public.catalog_offeringchange USING btree (id) WHERE (drained_at IS NULL);


--
-- Name: one_change_of_name_waits_per_vendor; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_change_of_name_waits_per_vendor ON public.organisations_namechange USING btree (vendor_id) WHERE ((status)::text = 'asked'::text);


--
-- Name: one_offering_per_source_id; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_offering_per_source_id ON public.catalog_offering USING btree (source, source_id) WHERE (NOT ((source_id)::text = ''::text));


--
-- Name: one_offering_per_vendor_code; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_offering_per_vendor_code ON public.catalog_offering USING btree (vendor_id, vendor_code) WHERE (NOT ((vendor_code)::text = ''::text));


--
-- Name: one_open_amendment; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_amendment ON public.contracts_amendmentproposal USING btree (contract_id) WHERE ((status)::text = ANY ((ARRAY['proposed'::character varying, 'approved'::character varying])::text[]));


--
-- Name: one_open_declaration_a_vendor; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_declaration_a_vendor ON public.catalog_declaration USING btree (vendor_id) WHERE ((status)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying])::text[]));


--
-- Name: one_open_dispute_per_side; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_dispute_per_side ON public.contracts_dispute USING btree (result_id, organisation_id) WHERE ((status)::text = 'open'::text);


--
-- Name: one_open_invitation; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_invitation ON public.organisations_invitation USING btree (organisation_id, lower((email)::text), role) WHERE ((accepted_at IS NULL) AND (withdrawn_at IS NULL));


--
-- Name: one_open_membership; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_membership ON public.organisations_membership USING btree (user_id, organisation_id, role) WHERE (ends_at IS NULL);


--
-- Name: one_organisation_per_mail_domain; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_organisation_per_mail_domain ON public.organisations_organisation USING btree (lower((mail_domain)::text)) WHERE (NOT ((mail_domain)::text = ''::text));


--
-- Name: one_organisation_per_source_id; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_organisation_per_source_id ON public.organisations_organisation USING btree (source, source_id) WHERE (NOT ((source_id)::text = ''::text));


--
-- Name: one_policy_begins_on_a_day; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_policy_begins_on_a_day ON public.contracts_buyingpolicy USING btree (holds_from) WHERE ((status)::text = 'enacted'::text);


--
-- Name: one_standing_admission_per_vendor_and_lot; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_standing_admission_per_vendor_and_lot ON public.catalog_admission USING btree (vendor_id, lot_id) WHERE ((status)::text = ANY ((ARRAY['asked'::character varying, 'admitted'::character varying])::text[]));


--
-- Name: one_standing_credit_of_a_kind_per_result; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_standing_credit_of_a_kind_per_result ON public.contracts_servicecredit USING btree (result_id, kind) WHERE (NOT ((status)::text = 'superseded'::text));


--
-- Name: one_standing_registration_a_person; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_standing_registration_a_person ON public.rfp_registration USING btree (forum_id, user_id) WHERE ((status)::text = ANY ((ARRAY['registered'::character varying, 'waiting'::character varying, 'offered'::character varying])::text[]));


--
-- Name: one_successor_per_vendor; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_successor_per_vendor ON public.organisations_merger USING btree (predecessor_id) WHERE (withdrawn_at IS NULL);


--
-- Name: one_vendor_per_registration_number; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_vendor_per_registration_number ON public.organisations_organisation USING btree (upper((registration_number)::text)) WHERE (((kind)::text = 'vendor'::text) AND (NOT ((registration_number)::text = ''::text)));


--
-- Name: order_by_agency; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_by_agency ON public.contracts_order USING btree (agency_id, status);


--
-- Name: order_by_vendor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX order_by_vendor ON public.contracts_order USING btree (vendor_id, status);


--
-- Name: organisations_apiallowance_caller_0b51b589_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_apiallowance_caller_0b51b589_like ON public.organisations_apiallowance USING btree (caller varchar_pattern_ops);


--
-- Name: organisations_apitoken_organisation_id_b66918bc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_apitoken_organisation_id_b66918bc ON public.organisations_apitoken USING btree (organisation_id);


--
-- Name: organisations_apitoken_owner_id_7f710d3e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_apitoken_owner_id_7f710d3e ON public.organisations_apitoken USING btree (owner_id);


--
-- Name: organisations_apitoken_prefix_5545c23f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_apitoken_prefix_5545c23f_like ON public.organisations_apitoken USING btree (prefix varchar_pattern_ops);


--
-- Name: organisations_apitoken_token_hash_d4a29da1_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_apitoken_token_hash_d4a29da1_like ON public.organisations_apitoken USING btree (token_hash varchar_pattern_ops);


--
-- Name: organisations_appeal_decided_by_id_906dbb75; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_appeal_decided_by_id_906dbb75 ON public.organisations_appeal USING btree (decided_by_id);


--
-- Name: organisations_appeal_made_by_id_c6785e5c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_appeal_made_by_id_c6785e5c ON public.organisations_appeal USING btree (made_by_id);


--
-- Name: organisations_companydetails_tax_number_509bcc06; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_companydetails_tax_number_509bcc06 ON public.organisations_companydetails USING btree (tax_number);


--
-- Name: organisations_companydetails_tax_number_509bcc06_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_companydetails_tax_number_509bcc06_like ON public.organisations_companydetails USING btree (tax_number varchar_pattern_ops);


--
-- Name: organisations_handover_from_user_id_51dcf9d5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_handover_from_user_id_51dcf9d5 ON public.organisations_handover USING btree (from_user_id);


--
-- Name: organisations_handover_organisation_id_1e725763; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_handover_organisation_id_1e725763 ON public.organisations_handover USING btree (organisation_id);


--
-- Name: organisations_handover_to_user_id_cf4cf0d5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_handover_to_user_id_cf4cf0d5 ON public.organisations_handover USING btree (to_user_id);


--
-- Name: organisations_invitation_invited_by_id_766b39b8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_invitation_invited_by_id_766b39b8 ON public.organisations_invitation USING btree (invited_by_id);


--
-- Name: organisations_invitation_organisation_id_438a835d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_invitation_organisation_id_438a835d ON public.organisations_invitation USING btree (organisation_id);


--
-- Name: organisations_invitation_token_hash_5cddac20_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_invitation_token_hash_5cddac20_like ON public.organisations_invitation USING btree (token_hash varchar_pattern_ops);


--
-- Name: organisations_membership_organisation_id_716d02c4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_membership_organisation_id_716d02c4 ON public.organisations_membership USING btree (organisation_id);


--
-- Name: organisations_membership_user_id_dfd8e4e8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_membership_user_id_dfd8e4e8 ON public.organisations_membership USING btree (user_id);


--
-- Name: organisations_merger_predecessor_id_e6035903; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_merger_predecessor_id_e6035903 ON public.organisations_merger USING btree (predecessor_id);


--
-- Name: organisations_merger_recorded_by_id_032a247d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_merger_recorded_by_id_032a247d ON public.organisations_merger USING btree (recorded_by_id);


--
-- Name: organisations_merger_successor_id_3d0e8735; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_merger_successor_id_3d0e8735 ON public.organisations_merger USING btree (successor_id);


--
-- Name: organisations_namechange_asked_by_id_f15a815f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_namechange_asked_by_id_f15a815f ON public.organisations_namechange USING btree (asked_by_id);


--
-- Name: organisations_namechange_decided_by_id_af3ed9f8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_namechange_decided_by_id_af3ed9f8 ON public.organisations_namechange USING btree (decided_by_id);


--
-- Name: organisations_namechange_vendor_id_87c466ea; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_namechange_vendor_id_87c466ea ON public.organisations_namechange USING btree (vendor_id);


--
-- Name: organisations_organisation_parent_id_6e4cf435; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_organisation_parent_id_6e4cf435 ON public.organisations_organisation USING btree (parent_id);


--
-- Name: organisations_organisation_slug_5f32bfb4_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_organisation_slug_5f32bfb4_like ON public.organisations_organisation USING btree (slug varchar_pattern_ops);


--
-- Name: organisations_organisation_sort_name_6427fc2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_organisation_sort_name_6427fc2b ON public.organisations_organisation USING btree (sort_name);


--
-- Name: organisations_organisation_sort_name_6427fc2b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_organisation_sort_name_6427fc2b_like ON public.organisations_organisation USING btree (sort_name varchar_pattern_ops);


--
-- Name: organisations_sanction_imposed_by_id_511afd3a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_sanction_imposed_by_id_511afd3a ON public.organisations_sanction USING btree (imposed_by_id);


--
-- Name: organisations_sanction_office_id_fde30f1c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_sanction_office_id_fde30f1c ON public.organisations_sanction USING btree (office_id);


--
-- Name: organisations_sanction_vendor_id_5a7ca63f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_sanction_vendor_id_5a7ca63f ON public.organisations_sanction USING btree (vendor_id);


--
-- Name: organisations_substitution_membership_id_76900b42; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_substitution_membership_id_76900b42 ON public.organisations_substitution USING btree (membership_id);


--
-- Name: organisations_substitution_substitute_id_8ad7c9a1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX organisations_substitution_substitute_id_8ad7c9a1 ON public.organisations_substitution USING btree (substitute_id);


--
-- Name: procrastinate_events_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);


--
-- Name: procrastinate_jobs_id_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));


--
-- Name: procrastinate_jobs_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_priority_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_jobs_queue_name_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);


--
-- Name: procrastinate_jobs_queueing_lock_idx_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);


--
-- Name: procrastinate_periodic_defers_job_id_fkey_v1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);


--
-- Name: referenceindex_source_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX referenceindex_source_object ON public.wagtailcore_referenceindex USING btree (base_content_type_id, object_id);


--
-- Name: referenceindex_target_object; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX referenceindex_target_object ON public.wagtailcore_referenceindex USING btree (to_content_type_id, to_object_id);


--
-- Name: rfp_forum_prepared_by_id_3e97a0b8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forum_prepared_by_id_3e97a0b8 ON public.rfp_forum USING btree (prepared_by_id);


--
-- Name: rfp_forum_reference_f89fac7d_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forum_reference_f89fac7d_like ON public.rfp_forum USING btree (reference varchar_pattern_ops);


--
-- Name: rfp_forum_slug_6b3f28af_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forum_slug_6b3f28af_like ON public.rfp_forum USING btree (slug varchar_pattern_ops);


--
-- Name: rfp_forumneed_forum_id_8c496bfe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forumneed_forum_id_8c496bfe ON public.rfp_forumneed USING btree (forum_id);


--
-- Name: rfp_forumneed_need_id_ac05933b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forumneed_need_id_ac05933b ON public.rfp_forumneed USING btree (need_id);


--
-- Name: rfp_forumquestion_asked_by_id_7ccfacb9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forumquestion_asked_by_id_7ccfacb9 ON public.rfp_forumquestion USING btree (asked_by_id);


--
-- Name: rfp_forumquestion_forum_id_a0467e87; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forumquestion_forum_id_a0467e87 ON public.rfp_forumquestion USING btree (forum_id);


--
-- Name: rfp_forumquestion_merged_into_id_e0ab6a1e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forumquestion_merged_into_id_e0ab6a1e ON public.rfp_forumquestion USING btree (merged_into_id);


--
-- Name: rfp_forumquestion_organisation_id_1a12f422; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_forumquestion_organisation_id_1a12f422 ON public.rfp_forumquestion USING btree (organisation_id);


--
-- Name: rfp_joinproposal_need_consented_by_id_a996b110; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_joinproposal_need_consented_by_id_a996b110 ON public.rfp_joinproposal USING btree (need_consented_by_id);


--
-- Name: rfp_joinproposal_need_id_9db31936; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_joinproposal_need_id_9db31936 ON public.rfp_joinproposal USING btree (need_id);


--
-- Name: rfp_joinproposal_partner_consented_by_id_66ed0918; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_joinproposal_partner_consented_by_id_66ed0918 ON public.rfp_joinproposal USING btree (partner_consented_by_id);


--
-- Name: rfp_joinproposal_partner_id_e69f8fda; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_joinproposal_partner_id_e69f8fda ON public.rfp_joinproposal USING btree (partner_id);


--
-- Name: rfp_joinproposal_proposed_by_id_af04e1dc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_joinproposal_proposed_by_id_af04e1dc ON public.rfp_joinproposal USING btree (proposed_by_id);


--
-- Name: rfp_marketlesson_need_id_a34888b4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_marketlesson_need_id_a34888b4 ON public.rfp_marketlesson USING btree (need_id);


--
-- Name: rfp_marketlesson_recorded_by_id_600e3e49; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_marketlesson_recorded_by_id_600e3e49 ON public.rfp_marketlesson USING btree (recorded_by_id);


--
-- Name: rfp_minutesentry_minutes_id_7fd8dae9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_minutesentry_minutes_id_7fd8dae9 ON public.rfp_minutesentry USING btree (minutes_id);


--
-- Name: rfp_minutesversion_forum_id_c33ea0e5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_minutesversion_forum_id_c33ea0e5 ON public.rfp_minutesversion USING btree (forum_id);


--
-- Name: rfp_minutesversion_written_by_id_e50d7b7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_minutesversion_written_by_id_e50d7b7b ON public.rfp_minutesversion USING btree (written_by_id);


--
-- Name: rfp_need_agency_id_e223b38d; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_need_agency_id_e223b38d ON public.rfp_need USING btree (agency_id);


--
-- Name: rfp_need_ocid_3759c2b0_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_need_ocid_3759c2b0_like ON public.rfp_need USING btree (ocid varchar_pattern_ops);


--
-- Name: rfp_need_offering_id_9a686fd9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_need_offering_id_9a686fd9 ON public.rfp_need USING btree (offering_id);


--
-- Name: rfp_need_owner_id_4bc5ee74; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_need_owner_id_4bc5ee74 ON public.rfp_need USING btree (owner_id);


--
-- Name: rfp_need_reference_0fb805a3_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_need_reference_0fb805a3_like ON public.rfp_need USING btree (reference varchar_pattern_ops);


--
-- Name: rfp_need_stated_by_id_b81e2510; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_need_stated_by_id_b81e2510 ON public.rfp_need USING btree (stated_by_id);


--
-- Name: rfp_needfunding_need_id_d98a7168; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_needfunding_need_id_d98a7168 ON public.rfp_needfunding USING btree (need_id);


--
-- Name: rfp_questionvote_question_id_060567dd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_questionvote_question_id_060567dd ON public.rfp_questionvote USING btree (question_id);


--
-- Name: rfp_questionvote_user_id_179b3b7b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_questionvote_user_id_179b3b7b ON public.rfp_questionvote USING btree (user_id);


--
-- Name: rfp_registration_forum_id_b544f7f2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_registration_forum_id_b544f7f2 ON public.rfp_registration USING btree (forum_id);


--
-- Name: rfp_registration_organisation_id_8b95cb3b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_registration_organisation_id_8b95cb3b ON public.rfp_registration USING btree (organisation_id);


--
-- Name: rfp_registration_user_id_b9bc1a2b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX rfp_registration_user_id_b9bc1a2b ON public.rfp_registration USING btree (user_id);


--
-- Name: search_entry_everything; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_entry_everything ON public.catalog_searchentry USING gin (everything) WITH (fastupdate=off);


--
-- Name: search_entry_name; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_entry_name ON public.catalog_searchentry USING btree (name_key, offering_id);


--
-- Name: search_entry_rank; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_entry_rank ON public.catalog_searchentry USING btree (rank, offering_id) INCLUDE (bits, vendor_id);


--
-- Name: search_entry_title; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_entry_title ON public.catalog_searchentry USING gin (title) WITH (fastupdate=off);


--
-- Name: search_entry_topics; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_entry_topics ON public.catalog_searchentry USING gin (topic_ids) WITH (fastupdate=off);


--
-- Name: search_entry_vendor; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_entry_vendor ON public.catalog_searchentry USING btree (vendor_id, bits, rank, offering_id);


--
-- Name: search_word_likeness; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX search_word_likeness ON public.catalog_searchword USING gist (word public.gist_trgm_ops);


--
-- Name: socialaccount_socialaccount_user_id_8146e70c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);


--
-- Name: socialaccount_socialtoken_account_id_951f210e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);


--
-- Name: socialaccount_socialtoken_app_id_636a42d7; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);


--
-- Name: stoa_cache_expires; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX stoa_cache_expires ON public.stoa_cache USING btree (expires);


--
-- Name: taggit_tag_name_58eb2ed9_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_tag_name_58eb2ed9_like ON public.taggit_tag USING btree (name varchar_pattern_ops);


--
-- Name: taggit_tag_slug_6be58b2c_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_tag_slug_6be58b2c_like ON public.taggit_tag USING btree (slug varchar_pattern_ops);


--
-- Name: taggit_tagg_content_8fc721_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_tagg_content_8fc721_idx ON public.taggit_taggeditem USING btree (content_type_id, object_id);


--
-- Name: taggit_taggeditem_content_type_id_9957a03c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_taggeditem_content_type_id_9957a03c ON public.taggit_taggeditem USING btree (content_type_id);


--
-- Name: taggit_taggeditem_object_id_e2d7d1df; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_taggeditem_object_id_e2d7d1df ON public.taggit_taggeditem USING btree (object_id);


--
-- Name: taggit_taggeditem_tag_id_f4f5b767; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX taggit_taggeditem_tag_id_f4f5b767 ON public.taggit_taggeditem USING btree (tag_id);


--
-- Name: unique_authenticator_type; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));


--
-- Name: unique_in_progress_workflow; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_in_progress_workflow ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id) WHERE ((status)::text = ANY ((ARRAY['in_progress'::character varying, 'needs_changes'::character varying])::text[]));


--
-- Name: unique_primary_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";


--
-- Name: unique_verified_email; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;


--
-- Name: unread_by_recipient; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX unread_by_recipient ON public.notifications_notification USING btree (recipient_id) WHERE (read_at IS NULL);


--
-- Name: wagtailadmi_content_717955_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmi_content_717955_idx ON public.wagtailadmin_editingsession USING btree (content_type_id, object_id);


--
-- Name: wagtailadmin_editingsession_content_type_id_4df7730e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_editingsession_content_type_id_4df7730e ON public.wagtailadmin_editingsession USING btree (content_type_id);


--
-- Name: wagtailadmin_editingsession_user_id_6e1a9b70; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_editingsession_user_id_6e1a9b70 ON public.wagtailadmin_editingsession USING btree (user_id);


--
-- Name: wagtailadmin_formstate_content_type_id_e32438b3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_formstate_content_type_id_e32438b3 ON public.wagtailadmin_formstate USING btree (content_type_id);


--
-- Name: wagtailadmin_formstate_user_id_b910adc2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailadmin_formstate_user_id_b910adc2 ON public.wagtailadmin_formstate USING btree (user_id);


--
-- Name: wagtailcore_apitoken_key_hash_65979b78_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_apitoken_key_hash_65979b78_like ON public.wagtailcore_apitoken USING btree (key_hash varchar_pattern_ops);


--
-- Name: wagtailcore_apitoken_user_id_49b1141b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_apitoken_user_id_49b1141b ON public.wagtailcore_apitoken USING btree (user_id);


--
-- Name: wagtailcore_collection_path_d848dc19_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collection_path_d848dc19_like ON public.wagtailcore_collection USING btree (path varchar_pattern_ops);


--
-- Name: wagtailcore_collectionview_collectionviewrestriction__47320efd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collectionview_collectionviewrestriction__47320efd ON public.wagtailcore_collectionviewrestriction_groups USING btree (collectionviewrestriction_id);


--
-- Name: wagtailcore_collectionviewrestriction_collection_id_761908ec; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collectionviewrestriction_collection_id_761908ec ON public.wagtailcore_collectionviewrestriction USING btree (collection_id);


--
-- Name: wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_collectionviewrestriction_groups_group_id_1823f2a3 ON public.wagtailcore_collectionviewrestriction_groups USING btree (group_id);


--
-- Name: wagtailcore_comment_page_id_108444b5; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_page_id_108444b5 ON public.wagtailcore_comment USING btree (page_id);


--
-- Name: wagtailcore_comment_resolved_by_id_a282aa0e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_resolved_by_id_a282aa0e ON public.wagtailcore_comment USING btree (resolved_by_id);


--
-- Name: wagtailcore_comment_revision_created_id_1d058279; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_revision_created_id_1d058279 ON public.wagtailcore_comment USING btree (revision_created_id);


--
-- Name: wagtailcore_comment_user_id_0c577ca6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_comment_user_id_0c577ca6 ON public.wagtailcore_comment USING btree (user_id);


--
-- Name: wagtailcore_commentreply_comment_id_afc7e027; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_commentreply_comment_id_afc7e027 ON public.wagtailcore_commentreply USING btree (comment_id);


--
-- Name: wagtailcore_commentreply_user_id_d0b3b9c3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_commentreply_user_id_d0b3b9c3 ON public.wagtailcore_commentreply USING btree (user_id);


--
-- Name: wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupapprovalt_groupapprovaltask_id_9a9255ea ON public.wagtailcore_groupapprovaltask_groups USING btree (groupapprovaltask_id);


--
-- Name: wagtailcore_groupapprovaltask_groups_group_id_2e64b61f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupapprovaltask_groups_group_id_2e64b61f ON public.wagtailcore_groupapprovaltask_groups USING btree (group_id);


--
-- Name: wagtailcore_groupcollectionpermission_collection_id_5423575a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupcollectionpermission_collection_id_5423575a ON public.wagtailcore_groupcollectionpermission USING btree (collection_id);


--
-- Name: wagtailcore_groupcollectionpermission_group_id_05d61460; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupcollectionpermission_group_id_05d61460 ON public.wagtailcore_groupcollectionpermission USING btree (group_id);


--
-- Name: wagtailcore_groupcollectionpermission_permission_id_1b626275; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupcollectionpermission_permission_id_1b626275 ON public.wagtailcore_groupcollectionpermission USING btree (permission_id);


--
-- Name: wagtailcore_grouppagepermission_group_id_fc07e671; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_grouppagepermission_group_id_fc07e671 ON public.wagtailcore_grouppagepermission USING btree (group_id);


--
-- Name: wagtailcore_grouppagepermission_page_id_710b114a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_grouppagepermission_page_id_710b114a ON public.wagtailcore_grouppagepermission USING btree (page_id);


--
-- Name: wagtailcore_grouppagepermission_permission_id_05acb22e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_grouppagepermission_permission_id_05acb22e ON public.wagtailcore_grouppagepermission USING btree (permission_id);


--
-- Name: wagtailcore_groupsitepermission_group_id_e5cdbee4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupsitepermission_group_id_e5cdbee4 ON public.wagtailcore_groupsitepermission USING btree (group_id);


--
-- Name: wagtailcore_groupsitepermission_permission_id_459b1f38; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupsitepermission_permission_id_459b1f38 ON public.wagtailcore_groupsitepermission USING btree (permission_id);


--
-- Name: wagtailcore_groupsitepermission_site_id_245de488; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_groupsitepermission_site_id_245de488 ON public.wagtailcore_groupsitepermission USING btree (site_id);


--
-- Name: wagtailcore_locale_language_code_03149338_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_locale_language_code_03149338_like ON public.wagtailcore_locale USING btree (language_code varchar_pattern_ops);


--
-- Name: wagtailcore_modellogentry_action_d2d856ee; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee ON public.wagtailcore_modellogentry USING btree (action);


--
-- Name: wagtailcore_modellogentry_action_d2d856ee_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_action_d2d856ee_like ON public.wagtailcore_modellogentry USING btree (action varchar_pattern_ops);


--
-- Name: wagtailcore_modellogentry_content_changed_8bc39742; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_content_changed_8bc39742 ON public.wagtailcore_modellogentry USING btree (content_changed);


--
-- Name: wagtailcore_modellogentry_content_type_id_68849e77; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_content_type_id_68849e77 ON public.wagtailcore_modellogentry USING btree (content_type_id);


--
-- Name: wagtailcore_modellogentry_object_id_e0e7d4ef; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef ON public.wagtailcore_modellogentry USING btree (object_id);


--
-- Name: wagtailcore_modellogentry_object_id_e0e7d4ef_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_object_id_e0e7d4ef_like ON public.wagtailcore_modellogentry USING btree (object_id varchar_pattern_ops);


--
-- Name: wagtailcore_modellogentry_revision_id_df6ca33a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_revision_id_df6ca33a ON public.wagtailcore_modellogentry USING btree (revision_id);


--
-- Name: wagtailcore_modellogentry_timestamp_9694521b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_timestamp_9694521b ON public.wagtailcore_modellogentry USING btree ("timestamp");


--
-- Name: wagtailcore_modellogentry_user_id_0278d1bf; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_modellogentry_user_id_0278d1bf ON public.wagtailcore_modellogentry USING btree (user_id);


--
-- Name: wagtailcore_page_alias_of_id_12945502; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_alias_of_id_12945502 ON public.wagtailcore_page USING btree (alias_of_id);


--
-- Name: wagtailcore_page_content_type_id_c28424df; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_content_type_id_c28424df ON public.wagtailcore_page USING btree (content_type_id);


--
-- Name: wagtailcore_page_first_published_at_2b5dd637; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_first_published_at_2b5dd637 ON public.wagtailcore_page USING btree (first_published_at);


--
-- Name: wagtailcore_page_latest_revision_id_e60fef51; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_latest_revision_id_e60fef51 ON public.wagtailcore_page USING btree (latest_revision_id);


--
-- Name: wagtailcore_page_live_revision_id_930bd822; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_live_revision_id_930bd822 ON public.wagtailcore_page USING btree (live_revision_id);


--
-- Name: wagtailcore_page_locale_id_3c7e30a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_locale_id_3c7e30a6 ON public.wagtailcore_page USING btree (locale_id);


--
-- Name: wagtailcore_page_locked_by_id_bcb86245; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_locked_by_id_bcb86245 ON public.wagtailcore_page USING btree (locked_by_id);


--
-- Name: wagtailcore_page_owner_id_fbf7c332; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_owner_id_fbf7c332 ON public.wagtailcore_page USING btree (owner_id);


--
-- Name: wagtailcore_page_path_98eba2c8_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_path_98eba2c8_like ON public.wagtailcore_page USING btree (path varchar_pattern_ops);


--
-- Name: wagtailcore_page_slug_e7c11b8f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_slug_e7c11b8f ON public.wagtailcore_page USING btree (slug);


--
-- Name: wagtailcore_page_slug_e7c11b8f_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_page_slug_e7c11b8f_like ON public.wagtailcore_page USING btree (slug varchar_pattern_ops);


--
-- Name: wagtailcore_pagelogentry_action_c2408198; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_action_c2408198 ON public.wagtailcore_pagelogentry USING btree (action);


--
-- Name: wagtailcore_pagelogentry_action_c2408198_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_action_c2408198_like ON public.wagtailcore_pagelogentry USING btree (action varchar_pattern_ops);


--
-- Name: wagtailcore_pagelogentry_content_changed_99f27ade; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_content_changed_99f27ade ON public.wagtailcore_pagelogentry USING btree (content_changed);


--
-- Name: wagtailcore_pagelogentry_content_type_id_74e7708a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_content_type_id_74e7708a ON public.wagtailcore_pagelogentry USING btree (content_type_id);


--
-- Name: wagtailcore_pagelogentry_page_id_8464e327; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_page_id_8464e327 ON public.wagtailcore_pagelogentry USING btree (page_id);


--
-- Name: wagtailcore_pagelogentry_revision_id_8043d103; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_revision_id_8043d103 ON public.wagtailcore_pagelogentry USING btree (revision_id);


--
-- Name: wagtailcore_pagelogentry_timestamp_deb774c4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_timestamp_deb774c4 ON public.wagtailcore_pagelogentry USING btree ("timestamp");


--
-- Name: wagtailcore_pagelogentry_user_id_604ccfd8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagelogentry_user_id_604ccfd8 ON public.wagtailcore_pagelogentry USING btree (user_id);


--
-- Name: wagtailcore_pagerevision_approved_go_live_at_e56afc67; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagerevision_approved_go_live_at_e56afc67 ON public.wagtailcore_revision USING btree (approved_go_live_at);


--
-- Name: wagtailcore_pagerevision_created_at_66954e3b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagerevision_created_at_66954e3b ON public.wagtailcore_revision USING btree (created_at);


--
-- Name: wagtailcore_pagerevision_user_id_2409d2f4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagerevision_user_id_2409d2f4 ON public.wagtailcore_revision USING btree (user_id);


--
-- Name: wagtailcore_pagesubscription_page_id_a085e7a6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagesubscription_page_id_a085e7a6 ON public.wagtailcore_pagesubscription USING btree (page_id);


--
-- Name: wagtailcore_pagesubscription_user_id_89d7def9; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pagesubscription_user_id_89d7def9 ON public.wagtailcore_pagesubscription USING btree (user_id);


--
-- Name: wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pageviewrestri_pageviewrestriction_id_f147a99a ON public.wagtailcore_pageviewrestriction_groups USING btree (pageviewrestriction_id);


--
-- Name: wagtailcore_pageviewrestriction_groups_group_id_6460f223; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pageviewrestriction_groups_group_id_6460f223 ON public.wagtailcore_pageviewrestriction_groups USING btree (group_id);


--
-- Name: wagtailcore_pageviewrestriction_page_id_15a8bea6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_pageviewrestriction_page_id_15a8bea6 ON public.wagtailcore_pageviewrestriction USING btree (page_id);


--
-- Name: wagtailcore_referenceindex_base_content_type_id_313cf40f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_referenceindex_base_content_type_id_313cf40f ON public.wagtailcore_referenceindex USING btree (base_content_type_id);


--
-- Name: wagtailcore_referenceindex_content_type_id_766e0336; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_referenceindex_content_type_id_766e0336 ON public.wagtailcore_referenceindex USING btree (content_type_id);


--
-- Name: wagtailcore_referenceindex_to_content_type_id_93690bbd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_referenceindex_to_content_type_id_93690bbd ON public.wagtailcore_referenceindex USING btree (to_content_type_id);


--
-- Name: wagtailcore_revision_base_content_type_id_5b4ef7bd; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_revision_base_content_type_id_5b4ef7bd ON public.wagtailcore_revision USING btree (base_content_type_id);


--
-- Name: wagtailcore_revision_content_type_id_c8cb69c0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_revision_content_type_id_c8cb69c0 ON public.wagtailcore_revision USING btree (content_type_id);


--
-- Name: wagtailcore_site_hostname_96b20b46; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_site_hostname_96b20b46 ON public.wagtailcore_site USING btree (hostname);


--
-- Name: wagtailcore_site_hostname_96b20b46_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_site_hostname_96b20b46_like ON public.wagtailcore_site USING btree (hostname varchar_pattern_ops);


--
-- Name: wagtailcore_site_root_page_id_e02fb95c; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_site_root_page_id_e02fb95c ON public.wagtailcore_site USING btree (root_page_id);


--
-- Name: wagtailcore_task_content_type_id_249ab8ba; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_task_content_type_id_249ab8ba ON public.wagtailcore_task USING btree (content_type_id);


--
-- Name: wagtailcore_taskstate_content_type_id_0a758fdc; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_content_type_id_0a758fdc ON public.wagtailcore_taskstate USING btree (content_type_id);


--
-- Name: wagtailcore_taskstate_finished_by_id_13f98229; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_finished_by_id_13f98229 ON public.wagtailcore_taskstate USING btree (finished_by_id);


--
-- Name: wagtailcore_taskstate_page_revision_id_9f52c88e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_page_revision_id_9f52c88e ON public.wagtailcore_taskstate USING btree (revision_id);


--
-- Name: wagtailcore_taskstate_task_id_c3677c34; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_task_id_c3677c34 ON public.wagtailcore_taskstate USING btree (task_id);


--
-- Name: wagtailcore_taskstate_workflow_state_id_9239a775; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_taskstate_workflow_state_id_9239a775 ON public.wagtailcore_taskstate USING btree (workflow_state_id);


--
-- Name: wagtailcore_uploadedfile_for_content_type_id_b0fc87b2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uploadedfile_for_content_type_id_b0fc87b2 ON public.wagtailcore_uploadedfile USING btree (for_content_type_id);


--
-- Name: wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uploadedfile_uploaded_by_user_id_c7580fe8 ON public.wagtailcore_uploadedfile USING btree (uploaded_by_user_id);


--
-- Name: wagtailcore_uuid_06a44d_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uuid_06a44d_idx ON public.wagtailcore_pagelogentry USING btree (uuid, action, "timestamp" DESC);


--
-- Name: wagtailcore_uuid_d6363b_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_uuid_d6363b_idx ON public.wagtailcore_modellogentry USING btree (uuid, action, "timestamp" DESC);


--
-- Name: wagtailcore_workflowcontenttype_workflow_id_9aad7cd2; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowcontenttype_workflow_id_9aad7cd2 ON public.wagtailcore_workflowcontenttype USING btree (workflow_id);


--
-- Name: wagtailcore_workflowpage_workflow_id_56f56ff6; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowpage_workflow_id_56f56ff6 ON public.wagtailcore_workflowpage USING btree (workflow_id);


--
-- Name: wagtailcore_workflowstate_base_content_type_id_a30dc576; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_base_content_type_id_a30dc576 ON public.wagtailcore_workflowstate USING btree (base_content_type_id);


--
-- Name: wagtailcore_workflowstate_content_type_id_2bb78ce1; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_content_type_id_2bb78ce1 ON public.wagtailcore_workflowstate USING btree (content_type_id);


--
-- Name: wagtailcore_workflowstate_requested_by_id_4090bca3; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_requested_by_id_4090bca3 ON public.wagtailcore_workflowstate USING btree (requested_by_id);


--
-- Name: wagtailcore_workflowstate_workflow_id_1f18378f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowstate_workflow_id_1f18378f ON public.wagtailcore_workflowstate USING btree (workflow_id);


--
-- Name: wagtailcore_workflowtask_task_id_ce7716fe; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowtask_task_id_ce7716fe ON public.wagtailcore_workflowtask USING btree (task_id);


--
-- Name: wagtailcore_workflowtask_workflow_id_b9717175; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailcore_workflowtask_workflow_id_b9717175 ON public.wagtailcore_workflowtask USING btree (workflow_id);


--
-- Name: wagtaildocs_document_collection_id_23881625; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtaildocs_document_collection_id_23881625 ON public.wagtaildocs_document USING btree (collection_id);


--
-- Name: wagtaildocs_document_uploaded_by_user_id_17258b41; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtaildocs_document_uploaded_by_user_id_17258b41 ON public.wagtaildocs_document USING btree (uploaded_by_user_id);


--
-- Name: wagtailembeds_embed_cache_until_26c94bb0; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailembeds_embed_cache_until_26c94bb0 ON public.wagtailembeds_embed USING btree (cache_until);


--
-- Name: wagtailembeds_embed_hash_c9bd8c9a_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailembeds_embed_hash_c9bd8c9a_like ON public.wagtailembeds_embed USING btree (hash varchar_pattern_ops);


--
-- Name: wagtailimages_image_collection_id_c2f8af7e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_collection_id_c2f8af7e ON public.wagtailimages_image USING btree (collection_id);


--
-- Name: wagtailimages_image_created_at_86fa6cd4; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_created_at_86fa6cd4 ON public.wagtailimages_image USING btree (created_at);


--
-- Name: wagtailimages_image_file_hash_fb5bbb23; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23 ON public.wagtailimages_image USING btree (file_hash);


--
-- Name: wagtailimages_image_file_hash_fb5bbb23_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_file_hash_fb5bbb23_like ON public.wagtailimages_image USING btree (file_hash varchar_pattern_ops);


--
-- Name: wagtailimages_image_uploaded_by_user_id_5d73dc75; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_image_uploaded_by_user_id_5d73dc75 ON public.wagtailimages_image USING btree (uploaded_by_user_id);


--
-- Name: wagtailimages_rendition_filter_spec_1cba3201; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201 ON public.wagtailimages_rendition USING btree (filter_spec);


--
-- Name: wagtailimages_rendition_filter_spec_1cba3201_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_rendition_filter_spec_1cba3201_like ON public.wagtailimages_rendition USING btree (filter_spec varchar_pattern_ops);


--
-- Name: wagtailimages_rendition_image_id_3e1fd774; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailimages_rendition_image_id_3e1fd774 ON public.wagtailimages_rendition USING btree (image_id);


--
-- Name: wagtailredirects_redirect_old_path_bb35247b; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b ON public.wagtailredirects_redirect USING btree (old_path);


--
-- Name: wagtailredirects_redirect_old_path_bb35247b_like; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_old_path_bb35247b_like ON public.wagtailredirects_redirect USING btree (old_path varchar_pattern_ops);


--
-- Name: wagtailredirects_redirect_redirect_page_id_b5728a8f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_redirect_page_id_b5728a8f ON public.wagtailredirects_redirect USING btree (redirect_page_id);


--
-- Name: wagtailredirects_redirect_site_id_780a0e1e; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailredirects_redirect_site_id_780a0e1e ON public.wagtailredirects_redirect USING btree (site_id);


--
-- Name: wagtailsear_autocom_476c89_gin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsear_autocom_476c89_gin ON public.wagtailsearch_indexentry USING gin (autocomplete);


--
-- Name: wagtailsear_body_90c85d_gin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsear_body_90c85d_gin ON public.wagtailsearch_indexentry USING gin (body);


--
-- Name: wagtailsear_title_9caae0_gin; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsear_title_9caae0_gin ON public.wagtailsearch_indexentry USING gin (title);


--
-- Name: wagtailsearch_indexentry_content_type_id_62ed694f; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wagtailsearch_indexentry_content_type_id_62ed694f ON public.wagtailsearch_indexentry USING btree (content_type_id);


--
-- Name: wording_list_keys; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX wording_list_keys ON public.catalog_wordinglist USING gin (keys);


--
-- Name: workflowstate_base_ct_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX workflowstate_base_ct_id_idx ON public.wagtailcore_workflowstate USING btree (base_content_type_id, object_id);


--
-- Name: workflowstate_ct_id_idx; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX workflowstate_ct_id_idx ON public.wagtailcore_workflowstate USING btree (content_type_id, object_id);


--
-- Name: contracts_order pgtrigger_accepted_stays_4c1d4; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_accepted_stays_4c1d4 BEFORE DELETE ON public.contracts_order FOR EACH ROW WHEN ((old.contract_id IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_accepted_stays_4c1d4();


--
-- Name: TRIGGER pgtrigger_accepted_stays_4c1d4 ON contracts_order; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_accepted_stays_4c1d4 ON public.contracts_order IS '5eb8ca07c7757fc30adf72a2d586ad66da6f9d20';


--
-- Name: contracts_extensionoption pgtrigger_an_option_is_exercised_once_11c4e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_an_option_is_exercised_once_11c4e BEFORE UPDATE ON public.contracts_extensionoption FOR EACH ROW WHEN (((old.exercised_at IS NOT NULL) OR ((to_jsonb(old.*) - ARRAY['exercised_at'::text, 'exercised_by_id'::text]) IS DISTINCT FROM (to_jsonb(new.*) - ARRAY['exercised_at'::text, 'exercised_by_id'::text])))) EXECUTE FUNCTION public.pgtrigger_an_option_is_exercised_once_11c4e();


--
-- Name: TRIGGER pgtrigger_an_option_is_exercised_once_11c4e ON contracts_extensionoption; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_an_option_is_exercised_once_11c4e ON public.contracts_extensionoption IS '225957c057f99ecaad2bc31dba40ad75ecd84063';


--
-- Name: audit_auditevent pgtrigger_append_only_00dfa; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_00dfa BEFORE DELETE OR UPDATE ON public.audit_auditevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_00dfa();


--
-- Name: TRIGGER pgtrigger_append_only_00dfa ON audit_auditevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_00dfa ON public.audit_auditevent IS '0450288fcb55201b346da4e2d56d2293ba7aac03';


--
-- Name: contracts_amendedvalue pgtrigger_append_only_2e580; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_2e580 BEFORE DELETE OR UPDATE ON public.contracts_amendedvalue FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_2e580();


--
-- Name: TRIGGER pgtrigger_append_only_2e580 ON contracts_amendedvalue; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_2e580 ON public.contracts_amendedvalue IS '88a4e13f0b7daddc3290677b6c8978ae89971f05';


--
-- Name: contracts_case pgtrigger_append_only_5288d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_5288d BEFORE DELETE OR UPDATE ON public.contracts_case FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_5288d();


--
-- Name: TRIGGER pgtrigger_append_only_5288d ON contracts_case; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_5288d ON public.contracts_case IS 'c91597aed46cd665d409ac4f15a228599f1ead12';


--
-- Name: contracts_amendment pgtrigger_append_only_57062; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_57062 BEFORE DELETE OR UPDATE ON public.contracts_amendment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_57062();


--
-- Name: TRIGGER pgtrigger_append_only_57062 ON contracts_amendment; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_57062 ON public.contracts_amendment IS '9798a50437c9f48fc28a16118b5534f690db8fd7';


--
-- Name: contracts_contractversion pgtrigger_append_only_67bc1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_67bc1 BEFORE DELETE OR UPDATE ON public.contracts_contractversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_67bc1();


--
-- Name: TRIGGER pgtrigger_append_only_67bc1 ON contracts_contractversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_67bc1 ON public.contracts_contractversion IS '7cacceb85ff7c4eba9d4ced705e9719a6151328e';


--
-- Name: contracts_clockevent pgtrigger_append_only_74bef; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_74bef BEFORE DELETE OR UPDATE ON public.contracts_clockevent FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_74bef();


--
-- Name: TRIGGER pgtrigger_append_only_74bef ON contracts_clockevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_74bef ON public.contracts_clockevent IS 'cb8f5bc6d2fd49b4714d305812330fb99f2a61a9';


--
-- Name: contracts_renewaldecision pgtrigger_append_only_753d3; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_753d3 BEFORE DELETE OR UPDATE ON public.contracts_renewaldecision FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_753d3();


--
-- Name: TRIGGER pgtrigger_append_only_753d3 ON contracts_renewaldecision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_753d3 ON public.contracts_renewaldecision IS '15d33862d5f485fbbd8904b52364ab73a3198d1b';


--
-- Name: contracts_signature pgtrigger_append_only_82a8a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_82a8a BEFORE DELETE OR UPDATE ON public.contracts_signature FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_82a8a();


--
-- Name: TRIGGER pgtrigger_append_only_82a8a ON contracts_signature; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_82a8a ON public.contracts_signature IS '5a235a3aeec341c096e8db258d1592cbb86a0467';


--
-- Name: audit_checkpoint pgtrigger_append_only_92e06; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_92e06 BEFORE DELETE OR UPDATE ON public.audit_checkpoint FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_92e06();


--
-- Name: TRIGGER pgtrigger_append_only_92e06 ON audit_checkpoint; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_92e06 ON public.audit_checkpoint IS 'd8ad92bdef105590e945d427475bc902c22dac79';


--
-- Name: rfp_minutesentry pgtrigger_append_only_ad856; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_ad856 BEFORE DELETE OR UPDATE ON public.rfp_minutesentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ad856();


--
-- Name: TRIGGER pgtrigger_append_only_ad856 ON rfp_minutesentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_ad856 ON public.rfp_minutesentry IS 'f98fbb5276cbe307fca1f4a6d38faa596eddbb9f';


--
-- Name: contracts_orderapproval pgtrigger_append_only_c47ee; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_c47ee BEFORE DELETE OR UPDATE ON public.contracts_orderapproval FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_c47ee();


--
-- Name: TRIGGER pgtrigger_append_only_c47ee ON contracts_orderapproval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_c47ee ON public.contracts_orderapproval IS '5213d02b3e6ae813bf28899e3b1205b42fa91b51';


--
-- Name: contracts_evidencebatch pgtrigger_append_only_cb9cb; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_cb9cb BEFORE DELETE OR UPDATE ON public.contracts_evidencebatch FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_cb9cb();


--
-- Name: TRIGGER pgtrigger_append_only_cb9cb ON contracts_evidencebatch; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_cb9cb ON public.contracts_evidencebatch IS 'a91670a657e18942535ca2a87d367761492ee32d';


--
-- Name: rfp_marketlesson pgtrigger_append_only_ef973; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_ef973 BEFORE DELETE OR UPDATE ON public.rfp_marketlesson FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ef973();


--
-- Name: TRIGGER pgtrigger_append_only_ef973 ON rfp_marketlesson; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_ef973 ON public.rfp_marketlesson IS 'c41f48f59dfd0776e83747664f47097e8b48ef39';


--
-- Name: contracts_periodresult pgtrigger_append_only_fe2bc; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_fe2bc BEFORE DELETE OR UPDATE ON public.contracts_periodresult FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_fe2bc();


--
-- Name: TRIGGER pgtrigger_append_only_fe2bc ON contracts_periodresult; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_fe2bc ON public.contracts_periodresult IS 'c5217c2873efebe160593e1c2b2937fcd264942d';


--
-- Name: contracts_frameworkamendment pgtrigger_append_only_ff13b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_append_only_ff13b BEFORE DELETE OR UPDATE ON public.contracts_frameworkamendment FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_append_only_ff13b();


--
-- Name: TRIGGER pgtrigger_append_only_ff13b ON contracts_frameworkamendment; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_append_only_ff13b ON public.contracts_frameworkamendment IS '3139d05906cc41cc37d8fb40053e0975e3a9471a';


--
-- Name: contracts_order pgtrigger_approved_by_as_many_as_needed_06ae5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_approved_by_as_many_as_needed_06ae5 BEFORE UPDATE ON public.contracts_order FOR EACH ROW WHEN ((((old.status)::text = 'submitted'::text) AND ((new.status)::text = 'approved'::text))) EXECUTE FUNCTION public.pgtrigger_approved_by_as_many_as_needed_06ae5();


--
-- Name: TRIGGER pgtrigger_approved_by_as_many_as_needed_06ae5 ON contracts_order; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_approved_by_as_many_as_needed_06ae5 ON public.contracts_order IS '5fb9ab3e880e4d9cd14c075b0e1ef77626b51665';


--
-- Name: contracts_order pgtrigger_approved_content_stands_f8762; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_approved_content_stands_f8762 BEFORE UPDATE ON public.contracts_order FOR EACH ROW WHEN ((((old.status)::text <> ALL ((ARRAY['draft'::character varying, 'returned'::character varying])::text[])) AND (((((((((((((((((((((((old.framework_lot_id IS DISTINCT FROM new.framework_lot_id) OR ((old.route)::text IS DISTINCT FROM (new.route)::text)) OR (old.comparison_id IS DISTINCT FROM new.comparison_id)) OR ((old.award_grounds)::text IS DISTINCT FROM (new.award_grounds)::text)) OR (old.award_words IS DISTINCT FROM new.award_words)) OR (old.policy_id IS DISTINCT FROM new.policy_id)) OR (old.approvals_needed IS DISTINCT FROM new.approvals_needed)) OR (old.decidable_at IS DISTINCT FROM new.decidable_at)) OR (old.split IS DISTINCT FROM new.split)) OR (old.offering_revision_id IS DISTINCT FROM new.offering_revision_id)) OR (old.plan_code IS DISTINCT FROM new.plan_code)) OR (old.quantity IS DISTINCT FROM new.quantity)) OR (old.months IS DISTINCT FROM new.months)) OR (old.wanted_from IS DISTINCT FROM new.wanted_from)) OR (old.price_lines IS DISTINCT FROM new.price_lines)) OR (old.usage IS DISTINCT FROM new.usage)) OR (old.monthly_fee IS DISTINCT FROM new.monthly_fee)) OR (old.total_value IS DISTINCT FROM new.total_value)) OR (old.justification IS DISTINCT FROM new.justification)) OR (old.similar_agencies IS DISTINCT FROM new.similar_agencies)) OR (old.similar_uses IS DISTINCT FROM new.similar_uses)) OR ((old.similar_answer)::text IS DISTINCT FROM (new.similar_answer)::text)) OR (old.similar_words IS DISTINCT FROM new.similar_words)))) EXECUTE FUNCTION public.pgtrigger_approved_content_stands_f8762();


--
-- Name: TRIGGER pgtrigger_approved_content_stands_f8762 ON contracts_order; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_approved_content_stands_f8762 ON public.contracts_order IS '1afbacb11a22232c73d88e90591f0a16806a43f4';


--
-- Name: catalog_searchentry pgtrigger_beginnings_follow_delete_4330e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_beginnings_follow_delete_4330e AFTER DELETE ON public.catalog_searchentry REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_beginnings_follow_delete_4330e();


--
-- Name: TRIGGER pgtrigger_beginnings_follow_delete_4330e ON catalog_searchentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_beginnings_follow_delete_4330e ON public.catalog_searchentry IS '6bdc0269c814e350ff01a7573b4e5f509f874b7a';


--
-- Name: catalog_searchentry pgtrigger_beginnings_follow_insert_c8df5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_beginnings_follow_insert_c8df5 AFTER INSERT ON public.catalog_searchentry REFERENCING NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_beginnings_follow_insert_c8df5();


--
-- Name: TRIGGER pgtrigger_beginnings_follow_insert_c8df5 ON catalog_searchentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_beginnings_follow_insert_c8df5 ON public.catalog_searchentry IS '76aecb7e8aa06c6289b92aed6c6b4f3e559eb202';


--
-- Name: catalog_searchentry pgtrigger_beginnings_follow_truncate_c71e7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_beginnings_follow_truncate_c71e7 AFTER TRUNCATE ON public.catalog_searchentry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_beginnings_follow_truncate_c71e7();


--
-- Name: TRIGGER pgtrigger_beginnings_follow_truncate_c71e7 ON catalog_searchentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_beginnings_follow_truncate_c71e7 ON public.catalog_searchentry IS '1d03eddd8b0910b28fc2ddfcaa618c984e84e526';


--
-- Name: catalog_searchentry pgtrigger_beginnings_follow_update_ba42c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_beginnings_follow_update_ba42c AFTER UPDATE ON public.catalog_searchentry REFERENCING OLD TABLE AS gone NEW TABLE AS made FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_beginnings_follow_update_ba42c();


--
-- Name: TRIGGER pgtrigger_beginnings_follow_update_ba42c ON catalog_searchentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_beginnings_follow_update_ba42c ON public.catalog_searchentry IS '92386f53b42326d72773bf28cba11d7254ed56a0';


--
-- Name: contracts_candidate pgtrigger_candidates_stand_3cd04; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_candidates_stand_3cd04 BEFORE DELETE OR UPDATE ON public.contracts_candidate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_candidates_stand_3cd04();


--
-- Name: TRIGGER pgtrigger_candidates_stand_3cd04 ON contracts_candidate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_candidates_stand_3cd04 ON public.contracts_candidate IS '3b4ba725e28a6c292e7aa3cc3e617b6f3136d264';


--
-- Name: contracts_drawdown pgtrigger_ceilings_hold_20aa9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_ceilings_hold_20aa9 BEFORE INSERT ON public.contracts_drawdown FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_ceilings_hold_20aa9();


--
-- Name: TRIGGER pgtrigger_ceilings_hold_20aa9 ON contracts_drawdown; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_ceilings_hold_20aa9 ON public.contracts_drawdown IS '2edb8835a58637c869e11506298aa9390e530a40';


--
-- Name: contracts_drawdown pgtrigger_draw_downs_stay_e922b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_draw_downs_stay_e922b BEFORE DELETE ON public.contracts_drawdown FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_draw_downs_stay_e922b();


--
-- Name: TRIGGER pgtrigger_draw_downs_stay_e922b ON contracts_drawdown; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_draw_downs_stay_e922b ON public.contracts_drawdown IS '19b769a7c0fcb1c1bbfc80e1c7df544a27b4be55';


--
-- Name: contracts_buyingpolicy pgtrigger_enacted_policy_stands_a95c1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_enacted_policy_stands_a95c1 BEFORE DELETE OR UPDATE ON public.contracts_buyingpolicy FOR EACH ROW WHEN ((old.enacted_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_enacted_policy_stands_a95c1();


--
-- Name: TRIGGER pgtrigger_enacted_policy_stands_a95c1 ON contracts_buyingpolicy; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_enacted_policy_stands_a95c1 ON public.contracts_buyingpolicy IS 'dce9f37112f15bf2c7d43d8bb1882855829ac11c';


--
-- Name: catalog_evidencefile pgtrigger_evidence_is_kept_7ff90; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_evidence_is_kept_7ff90 BEFORE DELETE ON public.catalog_evidencefile FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_evidence_is_kept_7ff90();


--
-- Name: TRIGGER pgtrigger_evidence_is_kept_7ff90 ON catalog_evidencefile; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_evidence_is_kept_7ff90 ON public.catalog_evidencefile IS '2af29747576788c0de0512a156f1d78d994f7e83';


--
-- Name: catalog_evidencefile pgtrigger_evidence_stays_as_given_57ba2; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_evidence_stays_as_given_57ba2 BEFORE UPDATE ON public.catalog_evidencefile FOR EACH ROW WHEN (((old.added_at IS DISTINCT FROM new.added_at) OR (old.added_by_id IS DISTINCT FROM new.added_by_id) OR (old.expires_on IS DISTINCT FROM new.expires_on) OR ((old.file)::text IS DISTINCT FROM (new.file)::text) OR (old.id IS DISTINCT FROM new.id) OR ((old.name)::text IS DISTINCT FROM (new.name)::text) OR (old.organisation_id IS DISTINCT FROM new.organisation_id) OR ((old.sha256)::text IS DISTINCT FROM (new.sha256)::text) OR (old.size IS DISTINCT FROM new.size) OR ((old.suffix)::text IS DISTINCT FROM (new.suffix)::text))) EXECUTE FUNCTION public.pgtrigger_evidence_stays_as_given_57ba2();


--
-- Name: TRIGGER pgtrigger_evidence_stays_as_given_57ba2 ON catalog_evidencefile; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_evidence_stays_as_given_57ba2 ON public.catalog_evidencefile IS '1db47d7fc53aa1f3d057d4145cbb49e813000e6c';


--
-- Name: catalog_longlistentry pgtrigger_frozen_entries_6236e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_frozen_entries_6236e BEFORE INSERT ON public.catalog_longlistentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_frozen_entries_6236e();


--
-- Name: TRIGGER pgtrigger_frozen_entries_6236e ON catalog_longlistentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_frozen_entries_6236e ON public.catalog_longlistentry IS '6247307dae16c87607a2876d2935eb2f54a87e7e';


--
-- Name: catalog_longlistexclusion pgtrigger_frozen_exclusions_fc762; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_frozen_exclusions_fc762 BEFORE INSERT OR DELETE ON public.catalog_longlistexclusion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_frozen_exclusions_fc762();


--
-- Name: TRIGGER pgtrigger_frozen_exclusions_fc762 ON catalog_longlistexclusion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_frozen_exclusions_fc762 ON public.catalog_longlistexclusion IS '8fb1aa2560e5642afa7c7452028ae446627e76b4';


--
-- Name: catalog_longlist pgtrigger_frozen_longlist_stands_eca6b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_frozen_longlist_stands_eca6b BEFORE UPDATE ON public.catalog_longlist FOR EACH ROW WHEN ((((old.status)::text <> 'draft'::text) AND ((((((((((((((old.reference)::text IS DISTINCT FROM (new.reference)::text) OR (old.organisation_id IS DISTINCT FROM new.organisation_id)) OR ((old.title)::text IS DISTINCT FROM (new.title)::text)) OR (old.query IS DISTINCT FROM new.query)) OR (old.found IS DISTINCT FROM new.found)) OR (old.query_words IS DISTINCT FROM new.query_words)) OR ((old.engine)::text IS DISTINCT FROM (new.engine)::text)) OR (old.opened_by_id IS DISTINCT FROM new.opened_by_id)) OR (old.opened_at IS DISTINCT FROM new.opened_at)) OR (old.supersedes_id IS DISTINCT FROM new.supersedes_id)) OR ((old.digest)::text IS DISTINCT FROM (new.digest)::text)) OR (old.frozen_by_id IS DISTINCT FROM new.frozen_by_id)) OR (old.frozen_at IS DISTINCT FROM new.frozen_at)))) EXECUTE FUNCTION public.pgtrigger_frozen_longlist_stands_eca6b();


--
-- Name: TRIGGER pgtrigger_frozen_longlist_stands_eca6b ON catalog_longlist; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_frozen_longlist_stands_eca6b ON public.catalog_longlist IS 'aa43f5c9c409538671fb56a1eae863e4f17c1e54';


--
-- Name: catalog_longliststep pgtrigger_frozen_steps_425ff; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_frozen_steps_425ff BEFORE INSERT OR DELETE ON public.catalog_longliststep FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_frozen_steps_425ff();


--
-- Name: TRIGGER pgtrigger_frozen_steps_425ff ON catalog_longliststep; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_frozen_steps_425ff ON public.catalog_longliststep IS '429f96860d4ef82c5d9e179b9082e325c6a25c26';


--
-- Name: catalog_longlistentry pgtrigger_longlist_entries_stand_dad93; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_longlist_entries_stand_dad93 BEFORE DELETE OR UPDATE ON public.catalog_longlistentry FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_longlist_entries_stand_dad93();


--
-- Name: TRIGGER pgtrigger_longlist_entries_stand_dad93 ON catalog_longlistentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_longlist_entries_stand_dad93 ON public.catalog_longlistentry IS '9e50019a3057d64198d5719a3eb06ab9a3093043';


--
-- Name: catalog_longlistexclusion pgtrigger_longlist_exclusions_stand_c38db; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_longlist_exclusions_stand_c38db BEFORE UPDATE ON public.catalog_longlistexclusion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_longlist_exclusions_stand_c38db();


--
-- Name: TRIGGER pgtrigger_longlist_exclusions_stand_c38db ON catalog_longlistexclusion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_longlist_exclusions_stand_c38db ON public.catalog_longlistexclusion IS '4c0c938a80903476912f0ad58b7cd6621797d420';


--
-- Name: catalog_longliststep pgtrigger_longlist_steps_stand_1347e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_longlist_steps_stand_1347e BEFORE UPDATE ON public.catalog_longliststep FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_longlist_steps_stand_1347e();


--
-- Name: TRIGGER pgtrigger_longlist_steps_stand_1347e ON catalog_longliststep; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_longlist_steps_stand_1347e ON public.catalog_longliststep IS 'a0b1820a269efc99b738abcef95af68063f70fb9';


--
-- Name: catalog_longlist pgtrigger_longlists_stay_04443; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_longlists_stay_04443 BEFORE DELETE ON public.catalog_longlist FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_longlists_stay_04443();


--
-- Name: TRIGGER pgtrigger_longlists_stay_04443 ON catalog_longlist; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_longlists_stay_04443 ON public.catalog_longlist IS 'c25106bce15493092f74e86a419e352b4b6d432d';


--
-- Name: rfp_minutesversion pgtrigger_minutes_stay_f3bce; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_minutes_stay_f3bce BEFORE DELETE ON public.rfp_minutesversion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_minutes_stay_f3bce();


--
-- Name: TRIGGER pgtrigger_minutes_stay_f3bce ON rfp_minutesversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_minutes_stay_f3bce ON public.rfp_minutesversion IS 'a95fa22159057875ea64b5f1a1090ed8030f1956';


--
-- Name: contracts_orderapproval pgtrigger_no_truncate_23ebd; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_23ebd BEFORE TRUNCATE ON public.contracts_orderapproval FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_23ebd();


--
-- Name: TRIGGER pgtrigger_no_truncate_23ebd ON contracts_orderapproval; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_23ebd ON public.contracts_orderapproval IS '3287fe3c003063c343de12afd31d6291736802f6';


--
-- Name: rfp_marketlesson pgtrigger_no_truncate_2ec0d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_2ec0d BEFORE TRUNCATE ON public.rfp_marketlesson FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_2ec0d();


--
-- Name: TRIGGER pgtrigger_no_truncate_2ec0d ON rfp_marketlesson; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_2ec0d ON public.rfp_marketlesson IS '2d8fe85922420e80a3486f8fa30943a329bff24d';


--
-- Name: contracts_renewaldecision pgtrigger_no_truncate_3b909; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_3b909 BEFORE TRUNCATE ON public.contracts_renewaldecision FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_3b909();


--
-- Name: TRIGGER pgtrigger_no_truncate_3b909 ON contracts_renewaldecision; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_3b909 ON public.contracts_renewaldecision IS 'e5fcaad8c05c2bacb10f8bd2d31524e034c1657a';


--
-- Name: contracts_signature pgtrigger_no_truncate_41f25; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_41f25 BEFORE TRUNCATE ON public.contracts_signature FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_41f25();


--
-- Name: TRIGGER pgtrigger_no_truncate_41f25 ON contracts_signature; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_41f25 ON public.contracts_signature IS 'faf5caff15e3940502ea816012f7afbebda056fd';


--
-- Name: contracts_frameworkamendment pgtrigger_no_truncate_783f1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_783f1 BEFORE TRUNCATE ON public.contracts_frameworkamendment FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_783f1();


--
-- Name: TRIGGER pgtrigger_no_truncate_783f1 ON contracts_frameworkamendment; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_783f1 ON public.contracts_frameworkamendment IS 'd6cf2712303b06820576ab8697ffb4b4afabec7d';


--
-- Name: contracts_periodresult pgtrigger_no_truncate_7a575; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_7a575 BEFORE TRUNCATE ON public.contracts_periodresult FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_7a575();


--
-- Name: TRIGGER pgtrigger_no_truncate_7a575 ON contracts_periodresult; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_7a575 ON public.contracts_periodresult IS '63571ef1d2321ef8b3163a4386b32fc8391ae662';


--
-- Name: contracts_amendedvalue pgtrigger_no_truncate_9726a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_9726a BEFORE TRUNCATE ON public.contracts_amendedvalue FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_9726a();


--
-- Name: TRIGGER pgtrigger_no_truncate_9726a ON contracts_amendedvalue; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_9726a ON public.contracts_amendedvalue IS 'db144c9138eda0d22ce3e5ed93deae46db7c8d64';


--
-- Name: contracts_amendment pgtrigger_no_truncate_b91a7; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_b91a7 BEFORE TRUNCATE ON public.contracts_amendment FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_b91a7();


--
-- Name: TRIGGER pgtrigger_no_truncate_b91a7 ON contracts_amendment; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_b91a7 ON public.contracts_amendment IS 'fcb1d15a1da28ac1974f32f1a40c64cb7344aa8e';


--
-- Name: audit_checkpoint pgtrigger_no_truncate_bfd75; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_bfd75 BEFORE TRUNCATE ON public.audit_checkpoint FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_bfd75();


--
-- Name: TRIGGER pgtrigger_no_truncate_bfd75 ON audit_checkpoint; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_bfd75 ON public.audit_checkpoint IS 'fa68ad15c50ead797a6615c9d67538abdf6c6769';


--
-- Name: audit_auditevent pgtrigger_no_truncate_c220f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_c220f BEFORE TRUNCATE ON public.audit_auditevent FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_c220f();


--
-- Name: TRIGGER pgtrigger_no_truncate_c220f ON audit_auditevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_c220f ON public.audit_auditevent IS 'e6d895fd2bec0344ecf2fb416cdd853ab1da1aad';


--
-- Name: contracts_evidencebatch pgtrigger_no_truncate_cb112; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_cb112 BEFORE TRUNCATE ON public.contracts_evidencebatch FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_cb112();


--
-- Name: TRIGGER pgtrigger_no_truncate_cb112 ON contracts_evidencebatch; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_cb112 ON public.contracts_evidencebatch IS 'eafcbbadb4be2fa92d11ecdb4c9c391108c32cc8';


--
-- Name: contracts_case pgtrigger_no_truncate_d1692; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_d1692 BEFORE TRUNCATE ON public.contracts_case FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_d1692();


--
-- Name: TRIGGER pgtrigger_no_truncate_d1692 ON contracts_case; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_d1692 ON public.contracts_case IS 'dbe1bc50e099af53235cf08da9cd078591c798df';


--
-- Name: contracts_clockevent pgtrigger_no_truncate_e1728; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_e1728 BEFORE TRUNCATE ON public.contracts_clockevent FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_e1728();


--
-- Name: TRIGGER pgtrigger_no_truncate_e1728 ON contracts_clockevent; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_e1728 ON public.contracts_clockevent IS '4730939314782f81542fba8e62be9b8d659a7d9d';


--
-- Name: catalog_evidencefile pgtrigger_no_truncate_e717f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_e717f BEFORE TRUNCATE ON public.catalog_evidencefile FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_e717f();


--
-- Name: TRIGGER pgtrigger_no_truncate_e717f ON catalog_evidencefile; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_e717f ON public.catalog_evidencefile IS 'ea8d5f8d6277607909fcc61520ac41195908bd9f';


--
-- Name: contracts_contractversion pgtrigger_no_truncate_eccfe; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_eccfe BEFORE TRUNCATE ON public.contracts_contractversion FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_eccfe();


--
-- Name: TRIGGER pgtrigger_no_truncate_eccfe ON contracts_contractversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_eccfe ON public.contracts_contractversion IS '875fa658e35c7977a0355c512f09c9d587bc23f1';


--
-- Name: rfp_minutesentry pgtrigger_no_truncate_fa05b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_no_truncate_fa05b BEFORE TRUNCATE ON public.rfp_minutesentry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_no_truncate_fa05b();


--
-- Name: TRIGGER pgtrigger_no_truncate_fa05b ON rfp_minutesentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_no_truncate_fa05b ON public.rfp_minutesentry IS 'cde19bc18dcd429551a40eb80e8cbdda49e26c9b';


--
-- Name: contracts_drawdown pgtrigger_only_a_release_changes_it_3b46b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_only_a_release_changes_it_3b46b BEFORE UPDATE ON public.contracts_drawdown FOR EACH ROW WHEN (((old.released_at IS NOT NULL) OR ((((((old.lot_id IS DISTINCT FROM new.lot_id) OR ((old.reference)::text IS DISTINCT FROM (new.reference)::text)) OR (old.agency_id IS DISTINCT FROM new.agency_id)) OR (old.vendor_id IS DISTINCT FROM new.vendor_id)) OR (old.amount IS DISTINCT FROM new.amount)) OR (old.drawn_at IS DISTINCT FROM new.drawn_at)))) EXECUTE FUNCTION public.pgtrigger_only_a_release_changes_it_3b46b();


--
-- Name: TRIGGER pgtrigger_only_a_release_changes_it_3b46b ON contracts_drawdown; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_only_a_release_changes_it_3b46b ON public.contracts_drawdown IS 'a759a3c5cd1847eebbf0ab33ea693952302034e3';


--
-- Name: rfp_minutesversion pgtrigger_only_a_release_changes_minutes_08bbe; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_only_a_release_changes_minutes_08bbe BEFORE UPDATE ON public.rfp_minutesversion FOR EACH ROW WHEN (((old.released_at IS NOT NULL) OR ((((((old.forum_id IS DISTINCT FROM new.forum_id) OR (old.number IS DISTINCT FROM new.number)) OR (old.words IS DISTINCT FROM new.words)) OR ((old.reason)::text IS DISTINCT FROM (new.reason)::text)) OR (old.written_by_id IS DISTINCT FROM new.written_by_id)) OR (old.written_at IS DISTINCT FROM new.written_at)))) EXECUTE FUNCTION public.pgtrigger_only_a_release_changes_minutes_08bbe();


--
-- Name: TRIGGER pgtrigger_only_a_release_changes_minutes_08bbe ON rfp_minutesversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_only_a_release_changes_minutes_08bbe ON public.rfp_minutesversion IS 'e62091b99bbb64cee90f19cb70a1a59a1100be78';


--
-- Name: rfp_registration pgtrigger_places_hold_ab12c; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_places_hold_ab12c BEFORE INSERT OR UPDATE ON public.rfp_registration FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_places_hold_ab12c();


--
-- Name: TRIGGER pgtrigger_places_hold_ab12c ON rfp_registration; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_places_hold_ab12c ON public.rfp_registration IS '3394c7fce945ca712910eea11f38f499304b7836';


--
-- Name: contracts_amendmentproposal pgtrigger_proposals_stay_6825b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_proposals_stay_6825b BEFORE DELETE ON public.contracts_amendmentproposal FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_proposals_stay_6825b();


--
-- Name: TRIGGER pgtrigger_proposals_stay_6825b ON contracts_amendmentproposal; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_proposals_stay_6825b ON public.contracts_amendmentproposal IS 'af1457e9210fced2727faa5d2b5029c58d033724';


--
-- Name: contracts_amendmentproposal pgtrigger_proposed_content_stands_827b0; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_proposed_content_stands_827b0 BEFORE UPDATE ON public.contracts_amendmentproposal FOR EACH ROW WHEN ((((old.status)::text = ANY ((ARRAY['in_force'::character varying, 'refused'::character varying, 'withdrawn'::character varying])::text[])) OR ((to_jsonb(old.*) - ARRAY['status'::text, 'approved_by_id'::text, 'approved_at'::text, 'agreed_by_id'::text, 'closed_at'::text, 'reason'::text, 'amendment_id'::text]) IS DISTINCT FROM (to_jsonb(new.*) - ARRAY['status'::text, 'approved_by_id'::text, 'approved_at'::text, 'agreed_by_id'::text, 'closed_at'::text, 'reason'::text, 'amendment_id'::text])))) EXECUTE FUNCTION public.pgtrigger_proposed_content_stands_827b0();


--
-- Name: TRIGGER pgtrigger_proposed_content_stands_827b0 ON contracts_amendmentproposal; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_proposed_content_stands_827b0 ON public.contracts_amendmentproposal IS '30d34092f225e3e4a9a10697a71079a44c6bbfa3';


--
-- Name: catalog_offering pgtrigger_published_offerings_stay_4839d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_published_offerings_stay_4839d BEFORE DELETE ON public.catalog_offering FOR EACH ROW WHEN ((old.first_published_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_published_offerings_stay_4839d();


--
-- Name: TRIGGER pgtrigger_published_offerings_stay_4839d ON catalog_offering; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_published_offerings_stay_4839d ON public.catalog_offering IS '59db7b33db91c07740b5346872153a488c84139a';


--
-- Name: catalog_questionsetversion pgtrigger_published_versions_stay_c0852; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_published_versions_stay_c0852 BEFORE DELETE OR UPDATE ON public.catalog_questionsetversion FOR EACH ROW WHEN ((old.published_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_published_versions_stay_c0852();


--
-- Name: TRIGGER pgtrigger_published_versions_stay_c0852 ON catalog_questionsetversion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_published_versions_stay_c0852 ON public.catalog_questionsetversion IS '3afbd16affb363e0723fe4b2409d359764c6e472';


--
-- Name: catalog_searchentry pgtrigger_ready_counts_are_stale_4837e; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_ready_counts_are_stale_4837e AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.catalog_searchentry FOR EACH STATEMENT EXECUTE FUNCTION public.pgtrigger_ready_counts_are_stale_4837e();


--
-- Name: TRIGGER pgtrigger_ready_counts_are_stale_4837e ON catalog_searchentry; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_ready_counts_are_stale_4837e ON public.catalog_searchentry IS '38350a2f54640d8ed424548d6f2161f87bc32c76';


--
-- Name: rfp_forumquestion pgtrigger_released_stands_3bee5; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_released_stands_3bee5 BEFORE UPDATE ON public.rfp_forumquestion FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_released_stands_3bee5();


--
-- Name: TRIGGER pgtrigger_released_stands_3bee5 ON rfp_forumquestion; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_released_stands_3bee5 ON public.rfp_forumquestion IS '5e5119dbaba87ac3916e2b24416b887948b30b98';


--
-- Name: catalog_shortlistnote pgtrigger_shortlist_notes_stand_250f9; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_shortlist_notes_stand_250f9 BEFORE UPDATE ON public.catalog_shortlistnote FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_shortlist_notes_stand_250f9();


--
-- Name: TRIGGER pgtrigger_shortlist_notes_stand_250f9 ON catalog_shortlistnote; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_shortlist_notes_stand_250f9 ON public.catalog_shortlistnote IS '90fb36960398bbe5d2ede766d084095e1a0d8297';


--
-- Name: contracts_candidate pgtrigger_signed_candidates_482ba; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_candidates_482ba BEFORE INSERT ON public.contracts_candidate FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_candidates_482ba();


--
-- Name: TRIGGER pgtrigger_signed_candidates_482ba ON contracts_candidate; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_candidates_482ba ON public.contracts_candidate IS '46fe31040444a3d8cc42934924036a7e8729053c';


--
-- Name: contracts_comparison pgtrigger_signed_comparison_stands_5539b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_comparison_stands_5539b BEFORE DELETE OR UPDATE ON public.contracts_comparison FOR EACH ROW WHEN (((old.status)::text <> 'draft'::text)) EXECUTE FUNCTION public.pgtrigger_signed_comparison_stands_5539b();


--
-- Name: TRIGGER pgtrigger_signed_comparison_stands_5539b ON contracts_comparison; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_comparison_stands_5539b ON public.contracts_comparison IS 'b275fc9f0b597a1a946d46215e1681b5466adfdc';


--
-- Name: contracts_contract pgtrigger_signed_content_stands_00129; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_content_stands_00129 BEFORE UPDATE ON public.contracts_contract FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_content_stands_00129();


--
-- Name: TRIGGER pgtrigger_signed_content_stands_00129 ON contracts_contract; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_content_stands_00129 ON public.contracts_contract IS '2a7ea8ff82040b94c565a7088d7dfdf3fabf6f99';


--
-- Name: contracts_frameworklot pgtrigger_signed_content_stands_eb0de; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_content_stands_eb0de BEFORE UPDATE ON public.contracts_frameworklot FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_content_stands_eb0de();


--
-- Name: TRIGGER pgtrigger_signed_content_stands_eb0de ON contracts_frameworklot; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_content_stands_eb0de ON public.contracts_frameworklot IS 'c8948f5a363d3734ce71ce6cd7865ba0d378a705';


--
-- Name: contracts_framework pgtrigger_signed_content_stands_eec42; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_content_stands_eec42 BEFORE UPDATE ON public.contracts_framework FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_content_stands_eec42();


--
-- Name: TRIGGER pgtrigger_signed_content_stands_eec42 ON contracts_framework; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_content_stands_eec42 ON public.contracts_framework IS 'f629d71eb0330ec4085b4486dfa4f30ad7a7738a';


--
-- Name: catalog_declaration pgtrigger_signed_declarations_are_kept_c63d6; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_declarations_are_kept_c63d6 BEFORE DELETE ON public.catalog_declaration FOR EACH ROW WHEN ((old.signed_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_signed_declarations_are_kept_c63d6();


--
-- Name: TRIGGER pgtrigger_signed_declarations_are_kept_c63d6 ON catalog_declaration; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_declarations_are_kept_c63d6 ON public.catalog_declaration IS '8787518a5bc6be67e6418b840160d9622b562cc6';


--
-- Name: catalog_declaration pgtrigger_signed_declarations_stay_b6cdd; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_declarations_stay_b6cdd BEFORE UPDATE ON public.catalog_declaration FOR EACH ROW WHEN (((old.signed_at IS NOT NULL) AND ((old.answers IS DISTINCT FROM new.answers) OR (old.vendor_id IS DISTINCT FROM new.vendor_id) OR (old.signed_at IS DISTINCT FROM new.signed_at) OR (old.question_set_version_id IS DISTINCT FROM new.question_set_version_id)))) EXECUTE FUNCTION public.pgtrigger_signed_declarations_stay_b6cdd();


--
-- Name: TRIGGER pgtrigger_signed_declarations_stay_b6cdd ON catalog_declaration; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_declarations_stay_b6cdd ON public.catalog_declaration IS 'cc10dfe91a35e1cc9cbc7e590d310fe9e138be89';


--
-- Name: contracts_judgement pgtrigger_signed_judgements_2318f; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_judgements_2318f BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_judgement FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_judgements_2318f();


--
-- Name: TRIGGER pgtrigger_signed_judgements_2318f ON contracts_judgement; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_judgements_2318f ON public.contracts_judgement IS 'cb31ce2086213976f65cc54b199c21e39b2494de';


--
-- Name: contracts_frameworklot pgtrigger_signed_lots_stay_be43d; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_lots_stay_be43d BEFORE INSERT OR DELETE ON public.contracts_frameworklot FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_lots_stay_be43d();


--
-- Name: TRIGGER pgtrigger_signed_lots_stay_be43d ON contracts_frameworklot; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_lots_stay_be43d ON public.contracts_frameworklot IS '0d2c0ab6877fccfbb119c9ce5632e57172320ede';


--
-- Name: contracts_extensionoption pgtrigger_signed_options_stay_fc962; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_options_stay_fc962 BEFORE INSERT OR DELETE ON public.contracts_extensionoption FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_options_stay_fc962();


--
-- Name: TRIGGER pgtrigger_signed_options_stay_fc962 ON contracts_extensionoption; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_options_stay_fc962 ON public.contracts_extensionoption IS '80da8b84cfcc567b5f46bafeb130acdfc6d2efdc';


--
-- Name: contracts_framework pgtrigger_signed_stays_17dc4; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_stays_17dc4 BEFORE DELETE ON public.contracts_framework FOR EACH ROW WHEN ((old.signed_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_signed_stays_17dc4();


--
-- Name: TRIGGER pgtrigger_signed_stays_17dc4 ON contracts_framework; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_stays_17dc4 ON public.contracts_framework IS '7c970705462a29174e0e3e6c0735457a1c230890';


--
-- Name: contracts_contract pgtrigger_signed_stays_5b35a; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_stays_5b35a BEFORE DELETE ON public.contracts_contract FOR EACH ROW WHEN ((old.signed_at IS NOT NULL)) EXECUTE FUNCTION public.pgtrigger_signed_stays_5b35a();


--
-- Name: TRIGGER pgtrigger_signed_stays_5b35a ON contracts_contract; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_stays_5b35a ON public.contracts_contract IS 'd5e834ec6072ca790be8607abae942b14a72c5f5';


--
-- Name: contracts_lotvendor pgtrigger_signed_terms_stand_14270; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_terms_stand_14270 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_lotvendor FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_terms_stand_14270();


--
-- Name: TRIGGER pgtrigger_signed_terms_stand_14270 ON contracts_lotvendor; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_terms_stand_14270 ON public.contracts_lotvendor IS 'a63c1e2504ecebed2cb0ee6d99ec16d1afec9d51';


--
-- Name: contracts_policyrule pgtrigger_signed_terms_stand_7c774; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_terms_stand_7c774 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_policyrule FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_terms_stand_7c774();


--
-- Name: TRIGGER pgtrigger_signed_terms_stand_7c774 ON contracts_policyrule; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_terms_stand_7c774 ON public.contracts_policyrule IS '5334d40b7d7a67caa76904ada27ba2fee5bce2a6';


--
-- Name: contracts_credittier pgtrigger_signed_terms_stand_95f96; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_terms_stand_95f96 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_credittier FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_terms_stand_95f96();


--
-- Name: TRIGGER pgtrigger_signed_terms_stand_95f96 ON contracts_credittier; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_terms_stand_95f96 ON public.contracts_credittier IS '713661de8eaf21ba7ec3179d0635eceff282ec0f';


--
-- Name: contracts_frameworkmember pgtrigger_signed_terms_stand_987cd; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_terms_stand_987cd BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_frameworkmember FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_terms_stand_987cd();


--
-- Name: TRIGGER pgtrigger_signed_terms_stand_987cd ON contracts_frameworkmember; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_terms_stand_987cd ON public.contracts_frameworkmember IS '3bfba8eb5e3ecf4a7e99f43f78ddd23be5c92ba4';


--
-- Name: contracts_policyband pgtrigger_signed_terms_stand_cdf94; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_terms_stand_cdf94 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_policyband FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_terms_stand_cdf94();


--
-- Name: TRIGGER pgtrigger_signed_terms_stand_cdf94 ON contracts_policyband; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_terms_stand_cdf94 ON public.contracts_policyband IS '132ecfdfe59028f5a753e75e15086673c4c0dc73';


--
-- Name: contracts_servicelevelterm pgtrigger_signed_terms_stand_cf238; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_terms_stand_cf238 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_servicelevelterm FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_terms_stand_cf238();


--
-- Name: TRIGGER pgtrigger_signed_terms_stand_cf238 ON contracts_servicelevelterm; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_terms_stand_cf238 ON public.contracts_servicelevelterm IS '979e1dbab6dedc6f99e9131dd281b5b7dbb1ea09';


--
-- Name: contracts_weight pgtrigger_signed_weights_7f657; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signed_weights_7f657 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_weight FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signed_weights_7f657();


--
-- Name: TRIGGER pgtrigger_signed_weights_7f657 ON contracts_weight; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signed_weights_7f657 ON public.contracts_weight IS '17384e779bb1691dc42ddd2fecb764d9961035ac';


--
-- Name: contracts_signature pgtrigger_signs_what_it_names_20d7b; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_signs_what_it_names_20d7b BEFORE INSERT ON public.contracts_signature FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_signs_what_it_names_20d7b();


--
-- Name: TRIGGER pgtrigger_signs_what_it_names_20d7b ON contracts_signature; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_signs_what_it_names_20d7b ON public.contracts_signature IS '95386e61953a33be8e82a3cbffaa39aacb26a9bc';


--
-- Name: rfp_needfunding pgtrigger_stated_funding_stands_0b820; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_stated_funding_stands_0b820 BEFORE DELETE OR UPDATE ON public.rfp_needfunding FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_stated_funding_stands_0b820();


--
-- Name: TRIGGER pgtrigger_stated_funding_stands_0b820 ON rfp_needfunding; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_stated_funding_stands_0b820 ON public.rfp_needfunding IS 'e530ed56c8f8efd848be759793f135e1d9b588f7';


--
-- Name: contracts_fundingshare pgtrigger_submitted_funding_stands_f9cd1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_submitted_funding_stands_f9cd1 BEFORE INSERT OR DELETE OR UPDATE ON public.contracts_fundingshare FOR EACH ROW EXECUTE FUNCTION public.pgtrigger_submitted_funding_stands_f9cd1();


--
-- Name: TRIGGER pgtrigger_submitted_funding_stands_f9cd1 ON contracts_fundingshare; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_submitted_funding_stands_f9cd1 ON public.contracts_fundingshare IS '54776b6d82212068761073583f4c528ea0cdeca7';


--
-- Name: contracts_comparison pgtrigger_what_is_compared_stands_754ab; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER pgtrigger_what_is_compared_stands_754ab BEFORE UPDATE ON public.contracts_comparison FOR EACH ROW WHEN ((((old.status)::text = 'draft'::text) AND ((((((((old.reference)::text IS DISTINCT FROM (new.reference)::text) OR (old.agency_id IS DISTINCT FROM new.agency_id)) OR ((old.source)::text IS DISTINCT FROM (new.source)::text)) OR (old.lot_id IS DISTINCT FROM new.lot_id)) OR (old.quantity IS DISTINCT FROM new.quantity)) OR (old.months IS DISTINCT FROM new.months)) OR (old.priced_on IS DISTINCT FROM new.priced_on)))) EXECUTE FUNCTION public.pgtrigger_what_is_compared_stands_754ab();


--
-- Name: TRIGGER pgtrigger_what_is_compared_stands_754ab ON contracts_comparison; Type: COMMENT; Schema: public; Owner: -
--

COMMENT ON TRIGGER pgtrigger_what_is_compared_stands_754ab ON public.contracts_comparison IS '82629874faf1e8f9c3aed8403dd29b79fa356d52';


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_aborted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();


--
-- Name: procrastinate_jobs procrastinate_jobs_notify_queue_job_inserted_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_abort_requested_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_delete_jobs_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_scheduled_events_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_insert_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();


--
-- Name: procrastinate_jobs procrastinate_trigger_status_events_update_v1; Type: TRIGGER; Schema: public; Owner: -
--

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();


--
-- Name: account_emailaddress account_emailaddress_user_id_2c513194_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: account_emailconfirmation account_emailconfirm_email_address_id_5b7f8c58_fk_account_e; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_groups accounts_user_groups_group_id_bd11a704_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_group_id_bd11a704_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_groups accounts_user_groups_user_id_52b62117_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_groups
    ADD CONSTRAINT accounts_user_groups_user_id_52b62117_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_user_permissions accounts_user_user_p_permission_id_113bb443_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_permission_id_113bb443_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: accounts_user_user_permissions accounts_user_user_p_user_id_e4f0a161_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.accounts_user_user_permissions
    ADD CONSTRAINT accounts_user_user_p_user_id_e4f0a161_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissio_permission_id_84c5c92e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_group_permissions auth_group_permissions_group_id_b120cbf9_fk_auth_group_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: auth_permission auth_permission_content_type_id_2f476e4b_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_admission catalog_admission_asked_by_id_826adaf2_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_admission
    ADD CONSTRAINT catalog_admission_asked_by_id_826adaf2_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_admission catalog_admission_decided_by_id_fc09d1d7_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_admission
    ADD CONSTRAINT catalog_admission_decided_by_id_fc09d1d7_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_admission catalog_admission_lot_id_a9399bfc_fk_catalog_lot_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_admission
    ADD CONSTRAINT catalog_admission_lot_id_a9399bfc_fk_catalog_lot_code FOREIGN KEY (lot_id) REFERENCES public.catalog_lot(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_admission catalog_admission_vendor_id_25cf5205_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_admission
    ADD CONSTRAINT catalog_admission_vendor_id_25cf5205_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_agencyuse catalog_agencyuse_agency_id_e00b29d7_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_agencyuse
    ADD CONSTRAINT catalog_agencyuse_agency_id_e00b29d7_fk_organisat FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_agencyuse catalog_agencyuse_offering_id_827ed342_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_agencyuse
    ADD CONSTRAINT catalog_agencyuse_offering_id_827ed342_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_cataloguereview catalog_cataloguerev_task_ptr_id_01a5a93c_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_cataloguereview
    ADD CONSTRAINT catalog_cataloguerev_task_ptr_id_01a5a93c_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_declaration catalog_declaration_decided_by_id_88c7a047_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_declaration
    ADD CONSTRAINT catalog_declaration_decided_by_id_88c7a047_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_declaration catalog_declaration_question_set_version_08f29817_fk_catalog_q; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_declaration
    ADD CONSTRAINT catalog_declaration_question_set_version_08f29817_fk_catalog_q FOREIGN KEY (question_set_version_id) REFERENCES public.catalog_questionsetversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_declaration catalog_declaration_signed_by_id_89c1b819_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_declaration
    ADD CONSTRAINT catalog_declaration_signed_by_id_89c1b819_fk_accounts_user_id FOREIGN KEY (signed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_declaration catalog_declaration_vendor_id_ce570a7c_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_declaration
    ADD CONSTRAINT catalog_declaration_vendor_id_ce570a7c_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_evidencefile catalog_evidencefile_added_by_id_83c53f59_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_evidencefile
    ADD CONSTRAINT catalog_evidencefile_added_by_id_83c53f59_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_evidencefile catalog_evidencefile_organisation_id_d98f3e14_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_evidencefile
    ADD CONSTRAINT catalog_evidencefile_organisation_id_d98f3e14_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_evidencefile catalog_evidencefile_verified_by_id_23d7463b_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_evidencefile
    ADD CONSTRAINT catalog_evidencefile_verified_by_id_23d7463b_fk_accounts_ FOREIGN KEY (verified_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_lapsenotice catalog_lapsenotice_declaration_id_25358e0b_fk_catalog_d; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_lapsenotice
    ADD CONSTRAINT catalog_lapsenotice_declaration_id_25358e0b_fk_catalog_d FOREIGN KEY (declaration_id) REFERENCES public.catalog_declaration(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_lapsenotice catalog_lapsenotice_document_id_1f7babe3_fk_catalog_e; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_lapsenotice
    ADD CONSTRAINT catalog_lapsenotice_document_id_1f7babe3_fk_catalog_e FOREIGN KEY (document_id) REFERENCES public.catalog_evidencefile(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlist catalog_longlist_frozen_by_id_fe5756c7_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlist
    ADD CONSTRAINT catalog_longlist_frozen_by_id_fe5756c7_fk_accounts_user_id FOREIGN KEY (frozen_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlist catalog_longlist_opened_by_id_d077b72e_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlist
    ADD CONSTRAINT catalog_longlist_opened_by_id_d077b72e_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlist catalog_longlist_organisation_id_4158910c_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlist
    ADD CONSTRAINT catalog_longlist_organisation_id_4158910c_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlist catalog_longlist_supersedes_id_1e99e20c_fk_catalog_longlist_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlist
    ADD CONSTRAINT catalog_longlist_supersedes_id_1e99e20c_fk_catalog_longlist_id FOREIGN KEY (supersedes_id) REFERENCES public.catalog_longlist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlistentry catalog_longlistentr_longlist_id_8dc9d923_fk_catalog_l; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistentry
    ADD CONSTRAINT catalog_longlistentr_longlist_id_8dc9d923_fk_catalog_l FOREIGN KEY (longlist_id) REFERENCES public.catalog_longlist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlistentry catalog_longlistentr_offering_id_395df283_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistentry
    ADD CONSTRAINT catalog_longlistentr_offering_id_395df283_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlistentry catalog_longlistentr_revision_id_d21a6d89_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistentry
    ADD CONSTRAINT catalog_longlistentr_revision_id_d21a6d89_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlistexclusion catalog_longlistexcl_entry_id_131425ec_fk_catalog_l; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistexclusion
    ADD CONSTRAINT catalog_longlistexcl_entry_id_131425ec_fk_catalog_l FOREIGN KEY (entry_id) REFERENCES public.catalog_longlistentry(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longlistexclusion catalog_longlistexcl_step_id_ce1b02f9_fk_catalog_l; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longlistexclusion
    ADD CONSTRAINT catalog_longlistexcl_step_id_ce1b02f9_fk_catalog_l FOREIGN KEY (step_id) REFERENCES public.catalog_longliststep(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longliststep catalog_longliststep_by_id_b87e7e6f_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longliststep
    ADD CONSTRAINT catalog_longliststep_by_id_b87e7e6f_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_longliststep catalog_longliststep_longlist_id_b7abc817_fk_catalog_l; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_longliststep
    ADD CONSTRAINT catalog_longliststep_longlist_id_b7abc817_fk_catalog_l FOREIGN KEY (longlist_id) REFERENCES public.catalog_longlist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offeredservicelevel catalog_offeredservi_offering_id_697cff79_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeredservicelevel
    ADD CONSTRAINT catalog_offeredservi_offering_id_697cff79_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering catalog_offering_assessor_id_cc966ebf_fk_catalog_assessor_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_assessor_id_cc966ebf_fk_catalog_assessor_id FOREIGN KEY (assessor_id) REFERENCES public.catalog_assessor(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering catalog_offering_latest_revision_id_dfec2795_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_latest_revision_id_dfec2795_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering catalog_offering_live_revision_id_206750d1_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_live_revision_id_206750d1_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering catalog_offering_locked_by_id_28040daf_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_locked_by_id_28040daf_fk_accounts_user_id FOREIGN KEY (locked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering catalog_offering_question_set_version_5051791c_fk_catalog_q; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_question_set_version_5051791c_fk_catalog_q FOREIGN KEY (question_set_version_id) REFERENCES public.catalog_questionsetversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering_topics catalog_offering_top_offering_id_dc2d7d8c_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering_topics
    ADD CONSTRAINT catalog_offering_top_offering_id_dc2d7d8c_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering_topics catalog_offering_topics_topic_id_8801a01b_fk_catalog_topic_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering_topics
    ADD CONSTRAINT catalog_offering_topics_topic_id_8801a01b_fk_catalog_topic_id FOREIGN KEY (topic_id) REFERENCES public.catalog_topic(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offering catalog_offering_vendor_id_b6dc72ae_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offering
    ADD CONSTRAINT catalog_offering_vendor_id_b6dc72ae_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offeringfacts catalog_offeringfact_offering_id_d281f767_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringfacts
    ADD CONSTRAINT catalog_offeringfact_offering_id_d281f767_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offeringupload catalog_offeringuplo_applied_by_id_5aff9585_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringupload
    ADD CONSTRAINT catalog_offeringuplo_applied_by_id_5aff9585_fk_accounts_ FOREIGN KEY (applied_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offeringupload catalog_offeringuplo_vendor_id_770f6a14_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringupload
    ADD CONSTRAINT catalog_offeringuplo_vendor_id_770f6a14_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_offeringupload catalog_offeringupload_sent_by_id_0e82e2d2_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_offeringupload
    ADD CONSTRAINT catalog_offeringupload_sent_by_id_0e82e2d2_fk_accounts_user_id FOREIGN KEY (sent_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_plan catalog_plan_offering_id_59c3f87f_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_plan
    ADD CONSTRAINT catalog_plan_offering_id_59c3f87f_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_questionset catalog_questionset_lot_id_daa383f1_fk_catalog_lot_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_questionset
    ADD CONSTRAINT catalog_questionset_lot_id_daa383f1_fk_catalog_lot_code FOREIGN KEY (lot_id) REFERENCES public.catalog_lot(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_questionsetversion catalog_questionsetv_question_set_id_f7cb7d71_fk_catalog_q; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_questionsetversion
    ADD CONSTRAINT catalog_questionsetv_question_set_id_f7cb7d71_fk_catalog_q FOREIGN KEY (question_set_id) REFERENCES public.catalog_questionset(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_readypage catalog_readypage_offering_id_38b9eb65_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_readypage
    ADD CONSTRAINT catalog_readypage_offering_id_38b9eb65_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_reviewremark catalog_reviewremark_offering_id_2755a546_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_reviewremark
    ADD CONSTRAINT catalog_reviewremark_offering_id_2755a546_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_reviewremark catalog_reviewremark_task_state_id_22a7da43_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_reviewremark
    ADD CONSTRAINT catalog_reviewremark_task_state_id_22a7da43_fk_wagtailco FOREIGN KEY (task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_savedsearch catalog_savedsearch_user_id_8ba284e9_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearch
    ADD CONSTRAINT catalog_savedsearch_user_id_8ba284e9_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_savedsearchhit catalog_savedsearchh_offering_id_4fc73de0_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearchhit
    ADD CONSTRAINT catalog_savedsearchh_offering_id_4fc73de0_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_savedsearchhit catalog_savedsearchh_search_id_ee6dd325_fk_catalog_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_savedsearchhit
    ADD CONSTRAINT catalog_savedsearchh_search_id_ee6dd325_fk_catalog_s FOREIGN KEY (search_id) REFERENCES public.catalog_savedsearch(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_searchentry catalog_searchentry_offering_id_2bfddf55_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_searchentry
    ADD CONSTRAINT catalog_searchentry_offering_id_2bfddf55_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlist catalog_shortlist_agency_id_cec80751_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_agency_id_cec80751_fk_organisat FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlist catalog_shortlist_opened_by_id_1e1bfee7_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlist
    ADD CONSTRAINT catalog_shortlist_opened_by_id_1e1bfee7_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlistentry catalog_shortlistent_offering_id_5811ed66_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistentry
    ADD CONSTRAINT catalog_shortlistent_offering_id_5811ed66_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlistentry catalog_shortlistent_removed_by_id_b9fe08a2_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistentry
    ADD CONSTRAINT catalog_shortlistent_removed_by_id_b9fe08a2_fk_accounts_ FOREIGN KEY (removed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlistentry catalog_shortlistent_shortlist_id_8a3c13c5_fk_catalog_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistentry
    ADD CONSTRAINT catalog_shortlistent_shortlist_id_8a3c13c5_fk_catalog_s FOREIGN KEY (shortlist_id) REFERENCES public.catalog_shortlist(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlistentry catalog_shortlistentry_added_by_id_fe13342a_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistentry
    ADD CONSTRAINT catalog_shortlistentry_added_by_id_fe13342a_fk_accounts_user_id FOREIGN KEY (added_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlistnote catalog_shortlistnot_entry_id_96883a88_fk_catalog_s; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistnote
    ADD CONSTRAINT catalog_shortlistnot_entry_id_96883a88_fk_catalog_s FOREIGN KEY (entry_id) REFERENCES public.catalog_shortlistentry(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_shortlistnote catalog_shortlistnote_by_id_da77b1ee_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_shortlistnote
    ADD CONSTRAINT catalog_shortlistnote_by_id_da77b1ee_fk_accounts_user_id FOREIGN KEY (by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_unsavedentry catalog_unsavedentry_offering_id_7b5abd56_fk_catalog_o; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_unsavedentry
    ADD CONSTRAINT catalog_unsavedentry_offering_id_7b5abd56_fk_catalog_o FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: catalog_unsavedentry catalog_unsavedentry_person_id_dc3fd316_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.catalog_unsavedentry
    ADD CONSTRAINT catalog_unsavedentry_person_id_dc3fd316_fk_accounts_user_id FOREIGN KEY (person_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: cms_guidanceindexpage cms_guidanceindexpag_page_ptr_id_c4048c59_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_guidanceindexpage
    ADD CONSTRAINT cms_guidanceindexpag_page_ptr_id_c4048c59_fk_wagtailco FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: cms_guidancepage cms_guidancepage_page_ptr_id_52971c84_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_guidancepage
    ADD CONSTRAINT cms_guidancepage_page_ptr_id_52971c84_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: cms_homepage cms_homepage_page_ptr_id_3967ea6a_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_homepage
    ADD CONSTRAINT cms_homepage_page_ptr_id_3967ea6a_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: cms_newsindexpage cms_newsindexpage_page_ptr_id_cc515d6f_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_newsindexpage
    ADD CONSTRAINT cms_newsindexpage_page_ptr_id_cc515d6f_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: cms_newspage cms_newspage_page_ptr_id_8f77c936_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.cms_newspage
    ADD CONSTRAINT cms_newspage_page_ptr_id_8f77c936_fk_wagtailcore_page_id FOREIGN KEY (page_ptr_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendedvalue contracts_amendedval_amendment_id_efd63547_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendedvalue
    ADD CONSTRAINT contracts_amendedval_amendment_id_efd63547_fk_contracts FOREIGN KEY (amendment_id) REFERENCES public.contracts_frameworkamendment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendedvalue contracts_amendedval_lot_id_8efd4c92_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendedvalue
    ADD CONSTRAINT contracts_amendedval_lot_id_8efd4c92_fk_contracts FOREIGN KEY (lot_id) REFERENCES public.contracts_frameworklot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendment contracts_amendment_contract_id_dc3dfe36_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendment
    ADD CONSTRAINT contracts_amendment_contract_id_dc3dfe36_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendment contracts_amendment_vendor_after_id_e488988b_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendment
    ADD CONSTRAINT contracts_amendment_vendor_after_id_e488988b_fk_organisat FOREIGN KEY (vendor_after_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendment contracts_amendment_vendor_before_id_e1ed98be_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendment
    ADD CONSTRAINT contracts_amendment_vendor_before_id_e1ed98be_fk_organisat FOREIGN KEY (vendor_before_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_agreed_by_id_b6ddfb0e_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_agreed_by_id_b6ddfb0e_fk_accounts_ FOREIGN KEY (agreed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_agreed_for_id_e18629c3_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_agreed_for_id_e18629c3_fk_organisat FOREIGN KEY (agreed_for_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_amendment_id_ed08d237_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_amendment_id_ed08d237_fk_contracts FOREIGN KEY (amendment_id) REFERENCES public.contracts_amendment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_approved_by_id_e21ea35e_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_approved_by_id_e21ea35e_fk_accounts_ FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_contract_id_3532a0fc_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_contract_id_3532a0fc_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_proposed_by_id_1c8bd485_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_proposed_by_id_1c8bd485_fk_accounts_ FOREIGN KEY (proposed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_vendor_after_id_729d15a8_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_vendor_after_id_729d15a8_fk_organisat FOREIGN KEY (vendor_after_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_amendmentproposal contracts_amendmentp_vendor_before_id_5c76ff7b_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_amendmentproposal
    ADD CONSTRAINT contracts_amendmentp_vendor_before_id_5c76ff7b_fk_organisat FOREIGN KEY (vendor_before_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_buyingpolicy contracts_buyingpoli_drafted_by_id_f26ba4bd_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_buyingpolicy
    ADD CONSTRAINT contracts_buyingpoli_drafted_by_id_f26ba4bd_fk_accounts_ FOREIGN KEY (drafted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_buyingpolicy contracts_buyingpoli_enacted_by_id_8cba39b4_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_buyingpolicy
    ADD CONSTRAINT contracts_buyingpoli_enacted_by_id_8cba39b4_fk_accounts_ FOREIGN KEY (enacted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_candidate contracts_candidate_comparison_id_40433da1_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_candidate
    ADD CONSTRAINT contracts_candidate_comparison_id_40433da1_fk_contracts FOREIGN KEY (comparison_id) REFERENCES public.contracts_comparison(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_candidate contracts_candidate_offering_id_f93b7cc3_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_candidate
    ADD CONSTRAINT contracts_candidate_offering_id_f93b7cc3_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_candidate contracts_candidate_revision_id_3124e07e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_candidate
    ADD CONSTRAINT contracts_candidate_revision_id_3124e07e_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_case contracts_case_term_id_1afab87e_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_case
    ADD CONSTRAINT contracts_case_term_id_1afab87e_fk_contracts FOREIGN KEY (term_id) REFERENCES public.contracts_servicelevelterm(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_clockevent contracts_clockevent_case_id_32253a9a_fk_contracts_case_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_clockevent
    ADD CONSTRAINT contracts_clockevent_case_id_32253a9a_fk_contracts_case_id FOREIGN KEY (case_id) REFERENCES public.contracts_case(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_comparison contracts_comparison_agency_id_d0a64c36_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_agency_id_d0a64c36_fk_organisat FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_comparison contracts_comparison_lot_id_09343d2b_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_lot_id_09343d2b_fk_contracts FOREIGN KEY (lot_id) REFERENCES public.contracts_frameworklot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_comparison contracts_comparison_opened_by_id_fb8bf3b6_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_opened_by_id_fb8bf3b6_fk_accounts_user_id FOREIGN KEY (opened_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_comparison contracts_comparison_signed_by_id_428db8cb_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_signed_by_id_428db8cb_fk_accounts_user_id FOREIGN KEY (signed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_comparison contracts_comparison_winner_id_d0881d16_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_comparison
    ADD CONSTRAINT contracts_comparison_winner_id_d0881d16_fk_contracts FOREIGN KEY (winner_id) REFERENCES public.contracts_candidate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contract contracts_contract_agency_id_75890680_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_agency_id_75890680_fk_organisat FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contract contracts_contract_broker_id_6ad3ea88_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_broker_id_6ad3ea88_fk_organisat FOREIGN KEY (broker_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contract contracts_contract_drawn_up_by_id_9d9863e0_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_drawn_up_by_id_9d9863e0_fk_accounts_user_id FOREIGN KEY (drawn_up_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contract contracts_contract_offering_id_669f410b_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_offering_id_669f410b_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contract contracts_contract_offering_revision_id_301bdd1c_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_offering_revision_id_301bdd1c_fk_wagtailco FOREIGN KEY (offering_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contract contracts_contract_vendor_id_aa743096_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contract
    ADD CONSTRAINT contracts_contract_vendor_id_aa743096_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_contractversion contracts_contractve_contract_id_9b8b6e78_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_contractversion
    ADD CONSTRAINT contracts_contractve_contract_id_9b8b6e78_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_credittier contracts_credittier_term_id_5c9fe3ae_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_credittier
    ADD CONSTRAINT contracts_credittier_term_id_5c9fe3ae_fk_contracts FOREIGN KEY (term_id) REFERENCES public.contracts_servicelevelterm(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_dispute contracts_dispute_organisation_id_34b106a3_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_dispute
    ADD CONSTRAINT contracts_dispute_organisation_id_34b106a3_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_dispute contracts_dispute_raised_by_id_acaf7891_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_dispute
    ADD CONSTRAINT contracts_dispute_raised_by_id_acaf7891_fk_accounts_user_id FOREIGN KEY (raised_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_dispute contracts_dispute_result_id_fa899c4c_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_dispute
    ADD CONSTRAINT contracts_dispute_result_id_fa899c4c_fk_contracts FOREIGN KEY (result_id) REFERENCES public.contracts_periodresult(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_drawdown contracts_drawdown_agency_id_d5e2e968_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_drawdown
    ADD CONSTRAINT contracts_drawdown_agency_id_d5e2e968_fk_organisat FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_drawdown contracts_drawdown_lot_id_675f1608_fk_contracts_frameworklot_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_drawdown
    ADD CONSTRAINT contracts_drawdown_lot_id_675f1608_fk_contracts_frameworklot_id FOREIGN KEY (lot_id) REFERENCES public.contracts_frameworklot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_drawdown contracts_drawdown_vendor_id_f605c9b9_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_drawdown
    ADD CONSTRAINT contracts_drawdown_vendor_id_f605c9b9_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_evidencebatch contracts_evidenceba_measured_by_id_1154cd4e_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_evidencebatch
    ADD CONSTRAINT contracts_evidenceba_measured_by_id_1154cd4e_fk_organisat FOREIGN KEY (measured_by_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_evidencebatch contracts_evidenceba_term_id_0ee1b9c6_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_evidencebatch
    ADD CONSTRAINT contracts_evidenceba_term_id_0ee1b9c6_fk_contracts FOREIGN KEY (term_id) REFERENCES public.contracts_servicelevelterm(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_exclusion contracts_exclusion_decided_by_id_01b7a63e_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_exclusion
    ADD CONSTRAINT contracts_exclusion_decided_by_id_01b7a63e_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_exclusion contracts_exclusion_requested_by_id_2522561f_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_exclusion
    ADD CONSTRAINT contracts_exclusion_requested_by_id_2522561f_fk_accounts_ FOREIGN KEY (requested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_exclusion contracts_exclusion_term_id_54b538ad_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_exclusion
    ADD CONSTRAINT contracts_exclusion_term_id_54b538ad_fk_contracts FOREIGN KEY (term_id) REFERENCES public.contracts_servicelevelterm(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_extensionoption contracts_extensiono_contract_id_45be45d5_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_extensionoption
    ADD CONSTRAINT contracts_extensiono_contract_id_45be45d5_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_extensionoption contracts_extensiono_exercised_by_id_7d0512b9_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_extensionoption
    ADD CONSTRAINT contracts_extensiono_exercised_by_id_7d0512b9_fk_accounts_ FOREIGN KEY (exercised_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_framework contracts_framework_prepared_by_id_87972235_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_framework
    ADD CONSTRAINT contracts_framework_prepared_by_id_87972235_fk_accounts_user_id FOREIGN KEY (prepared_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_framework contracts_framework_signed_by_id_4745c38f_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_framework
    ADD CONSTRAINT contracts_framework_signed_by_id_4745c38f_fk_accounts_user_id FOREIGN KEY (signed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_frameworkamendment contracts_frameworka_framework_id_6f0ae5b9_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkamendment
    ADD CONSTRAINT contracts_frameworka_framework_id_6f0ae5b9_fk_contracts FOREIGN KEY (framework_id) REFERENCES public.contracts_framework(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_frameworklot contracts_frameworkl_framework_id_9f2d94ae_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworklot
    ADD CONSTRAINT contracts_frameworkl_framework_id_9f2d94ae_fk_contracts FOREIGN KEY (framework_id) REFERENCES public.contracts_framework(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_frameworklot contracts_frameworklot_lot_id_18dec45e_fk_catalog_lot_code; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworklot
    ADD CONSTRAINT contracts_frameworklot_lot_id_18dec45e_fk_catalog_lot_code FOREIGN KEY (lot_id) REFERENCES public.catalog_lot(code) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_frameworkmember contracts_frameworkm_framework_id_06db4b83_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkmember
    ADD CONSTRAINT contracts_frameworkm_framework_id_06db4b83_fk_contracts FOREIGN KEY (framework_id) REFERENCES public.contracts_framework(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_frameworkmember contracts_frameworkm_organisation_id_216fbc00_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_frameworkmember
    ADD CONSTRAINT contracts_frameworkm_organisation_id_216fbc00_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_fundingshare contracts_fundingshare_order_id_3a7c7954_fk_contracts_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_fundingshare
    ADD CONSTRAINT contracts_fundingshare_order_id_3a7c7954_fk_contracts_order_id FOREIGN KEY (order_id) REFERENCES public.contracts_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_hourlyrollup contracts_hourlyroll_term_id_b9bcbda3_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_hourlyrollup
    ADD CONSTRAINT contracts_hourlyroll_term_id_b9bcbda3_fk_contracts FOREIGN KEY (term_id) REFERENCES public.contracts_servicelevelterm(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_judgement contracts_judgement_candidate_id_f3a6973c_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_judgement
    ADD CONSTRAINT contracts_judgement_candidate_id_f3a6973c_fk_contracts FOREIGN KEY (candidate_id) REFERENCES public.contracts_candidate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_lotvendor contracts_lotvendor_lot_id_d55a0ae4_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_lotvendor
    ADD CONSTRAINT contracts_lotvendor_lot_id_d55a0ae4_fk_contracts FOREIGN KEY (lot_id) REFERENCES public.contracts_frameworklot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_lotvendor contracts_lotvendor_vendor_id_536e7d99_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_lotvendor
    ADD CONSTRAINT contracts_lotvendor_vendor_id_536e7d99_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_agency_id_77920e71_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_agency_id_77920e71_fk_organisat FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_approved_by_id_7ca923ac_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_approved_by_id_7ca923ac_fk_accounts_user_id FOREIGN KEY (approved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_comparison_id_6700507d_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_comparison_id_6700507d_fk_contracts FOREIGN KEY (comparison_id) REFERENCES public.contracts_comparison(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_contract_id_1264b25f_fk_contracts_contract_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_contract_id_1264b25f_fk_contracts_contract_id FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_framework_lot_id_41f47330_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_framework_lot_id_41f47330_fk_contracts FOREIGN KEY (framework_lot_id) REFERENCES public.contracts_frameworklot(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_offering_id_958dbb01_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_offering_id_958dbb01_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_offering_revision_id_5b244b75_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_offering_revision_id_5b244b75_fk_wagtailco FOREIGN KEY (offering_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_policy_id_3575a756_fk_contracts_buyingpolicy_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_policy_id_3575a756_fk_contracts_buyingpolicy_id FOREIGN KEY (policy_id) REFERENCES public.contracts_buyingpolicy(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_requester_id_0ded762e_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_requester_id_0ded762e_fk_accounts_user_id FOREIGN KEY (requester_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_submitted_by_id_ade84892_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_submitted_by_id_ade84892_fk_accounts_user_id FOREIGN KEY (submitted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_order contracts_order_vendor_id_75dc510a_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_order
    ADD CONSTRAINT contracts_order_vendor_id_75dc510a_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_orderapproval contracts_orderappro_approver_id_9424c70e_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_orderapproval
    ADD CONSTRAINT contracts_orderappro_approver_id_9424c70e_fk_accounts_ FOREIGN KEY (approver_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_orderapproval contracts_orderapproval_order_id_26708165_fk_contracts_order_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_orderapproval
    ADD CONSTRAINT contracts_orderapproval_order_id_26708165_fk_contracts_order_id FOREIGN KEY (order_id) REFERENCES public.contracts_order(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_periodresult contracts_periodresu_supersedes_id_3abd250a_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_periodresult
    ADD CONSTRAINT contracts_periodresu_supersedes_id_3abd250a_fk_contracts FOREIGN KEY (supersedes_id) REFERENCES public.contracts_periodresult(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_periodresult contracts_periodresu_term_id_ca52f484_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_periodresult
    ADD CONSTRAINT contracts_periodresu_term_id_ca52f484_fk_contracts FOREIGN KEY (term_id) REFERENCES public.contracts_servicelevelterm(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_policyband contracts_policyband_policy_id_7325bacf_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_policyband
    ADD CONSTRAINT contracts_policyband_policy_id_7325bacf_fk_contracts FOREIGN KEY (policy_id) REFERENCES public.contracts_buyingpolicy(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_policyrule contracts_policyrule_band_id_a383f82b_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_policyrule
    ADD CONSTRAINT contracts_policyrule_band_id_a383f82b_fk_contracts FOREIGN KEY (band_id) REFERENCES public.contracts_policyband(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_renewaldecision contracts_renewaldec_contract_id_cc106e82_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_renewaldecision
    ADD CONSTRAINT contracts_renewaldec_contract_id_cc106e82_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_renewaldecision contracts_renewaldec_decided_by_id_fe6dd169_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_renewaldecision
    ADD CONSTRAINT contracts_renewaldec_decided_by_id_fe6dd169_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicecredit contracts_servicecre_creditor_id_593e0ed3_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecre_creditor_id_593e0ed3_fk_organisat FOREIGN KEY (creditor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicecredit contracts_servicecre_debtor_id_824d70ef_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecre_debtor_id_824d70ef_fk_organisat FOREIGN KEY (debtor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicecredit contracts_servicecre_filed_by_id_a29b5b46_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecre_filed_by_id_a29b5b46_fk_accounts_ FOREIGN KEY (filed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicecredit contracts_servicecre_granted_by_id_0730458c_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecre_granted_by_id_0730458c_fk_accounts_ FOREIGN KEY (granted_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicecredit contracts_servicecre_released_by_id_b8880d4a_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecre_released_by_id_b8880d4a_fk_accounts_ FOREIGN KEY (released_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicecredit contracts_servicecre_result_id_92060248_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicecredit
    ADD CONSTRAINT contracts_servicecre_result_id_92060248_fk_contracts FOREIGN KEY (result_id) REFERENCES public.contracts_periodresult(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicelevelterm contracts_servicelev_contract_id_e217ba44_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicelevelterm
    ADD CONSTRAINT contracts_servicelev_contract_id_e217ba44_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_servicelevelterm contracts_servicelev_monitor_id_aaf48da7_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_servicelevelterm
    ADD CONSTRAINT contracts_servicelev_monitor_id_aaf48da7_fk_organisat FOREIGN KEY (monitor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_signature contracts_signature_contract_id_da3e9a54_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_contract_id_da3e9a54_fk_contracts FOREIGN KEY (contract_id) REFERENCES public.contracts_contract(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_signature contracts_signature_organisation_id_7b723338_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_organisation_id_7b723338_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_signature contracts_signature_signed_by_id_6ab94c7b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_signed_by_id_6ab94c7b_fk_accounts_user_id FOREIGN KEY (signed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_signature contracts_signature_version_id_834bd9b1_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_signature
    ADD CONSTRAINT contracts_signature_version_id_834bd9b1_fk_contracts FOREIGN KEY (version_id) REFERENCES public.contracts_contractversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: contracts_weight contracts_weight_comparison_id_60cc4c26_fk_contracts; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.contracts_weight
    ADD CONSTRAINT contracts_weight_comparison_id_60cc4c26_fk_contracts FOREIGN KEY (comparison_id) REFERENCES public.contracts_comparison(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: files_stoadocument files_stoadocument_collection_id_718ed308_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoadocument
    ADD CONSTRAINT files_stoadocument_collection_id_718ed308_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: files_stoadocument files_stoadocument_uploaded_by_user_id_4cb8e807_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoadocument
    ADD CONSTRAINT files_stoadocument_uploaded_by_user_id_4cb8e807_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: files_stoaimage files_stoaimage_collection_id_0a964e03_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoaimage
    ADD CONSTRAINT files_stoaimage_collection_id_0a964e03_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: files_stoaimage files_stoaimage_uploaded_by_user_id_f918837a_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoaimage
    ADD CONSTRAINT files_stoaimage_uploaded_by_user_id_f918837a_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: files_stoarendition files_stoarendition_image_id_99bf00a6_fk_files_stoaimage_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.files_stoarendition
    ADD CONSTRAINT files_stoarendition_image_id_99bf00a6_fk_files_stoaimage_id FOREIGN KEY (image_id) REFERENCES public.files_stoaimage(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: mfa_authenticator mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: notifications_notification notifications_notifi_recipient_id_d055f3f0_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_recipient_id_d055f3f0_fk_accounts_ FOREIGN KEY (recipient_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_apitoken organisations_apitok_organisation_id_b66918bc_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_apitoken
    ADD CONSTRAINT organisations_apitok_organisation_id_b66918bc_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_apitoken organisations_apitoken_owner_id_7f710d3e_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_apitoken
    ADD CONSTRAINT organisations_apitoken_owner_id_7f710d3e_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_appeal organisations_appeal_decided_by_id_906dbb75_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_appeal
    ADD CONSTRAINT organisations_appeal_decided_by_id_906dbb75_fk_accounts_user_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_appeal organisations_appeal_made_by_id_c6785e5c_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_appeal
    ADD CONSTRAINT organisations_appeal_made_by_id_c6785e5c_fk_accounts_user_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_appeal organisations_appeal_sanction_id_39636d87_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_appeal
    ADD CONSTRAINT organisations_appeal_sanction_id_39636d87_fk_organisat FOREIGN KEY (sanction_id) REFERENCES public.organisations_sanction(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_businesshours organisations_busine_organisation_id_e724c2f9_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_businesshours
    ADD CONSTRAINT organisations_busine_organisation_id_e724c2f9_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_companydetails organisations_compan_organisation_id_ca57af10_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_companydetails
    ADD CONSTRAINT organisations_compan_organisation_id_ca57af10_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_handover organisations_handov_from_user_id_51dcf9d5_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_handover
    ADD CONSTRAINT organisations_handov_from_user_id_51dcf9d5_fk_accounts_ FOREIGN KEY (from_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_handover organisations_handov_organisation_id_1e725763_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_handover
    ADD CONSTRAINT organisations_handov_organisation_id_1e725763_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_handover organisations_handover_to_user_id_cf4cf0d5_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_handover
    ADD CONSTRAINT organisations_handover_to_user_id_cf4cf0d5_fk_accounts_user_id FOREIGN KEY (to_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_invitation organisations_invita_invited_by_id_766b39b8_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invita_invited_by_id_766b39b8_fk_accounts_ FOREIGN KEY (invited_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_invitation organisations_invita_organisation_id_438a835d_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_invitation
    ADD CONSTRAINT organisations_invita_organisation_id_438a835d_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_membership organisations_member_organisation_id_716d02c4_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_member_organisation_id_716d02c4_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_membership organisations_membership_user_id_dfd8e4e8_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_membership
    ADD CONSTRAINT organisations_membership_user_id_dfd8e4e8_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_merger organisations_merger_predecessor_id_e6035903_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_merger
    ADD CONSTRAINT organisations_merger_predecessor_id_e6035903_fk_organisat FOREIGN KEY (predecessor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_merger organisations_merger_recorded_by_id_032a247d_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_merger
    ADD CONSTRAINT organisations_merger_recorded_by_id_032a247d_fk_accounts_ FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_merger organisations_merger_successor_id_3d0e8735_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_merger
    ADD CONSTRAINT organisations_merger_successor_id_3d0e8735_fk_organisat FOREIGN KEY (successor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_namechange organisations_namech_asked_by_id_f15a815f_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_namechange
    ADD CONSTRAINT organisations_namech_asked_by_id_f15a815f_fk_accounts_ FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_namechange organisations_namech_decided_by_id_af3ed9f8_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_namechange
    ADD CONSTRAINT organisations_namech_decided_by_id_af3ed9f8_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_namechange organisations_namech_vendor_id_87c466ea_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_namechange
    ADD CONSTRAINT organisations_namech_vendor_id_87c466ea_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_organisation organisations_organi_parent_id_6e4cf435_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_organisation
    ADD CONSTRAINT organisations_organi_parent_id_6e4cf435_fk_organisat FOREIGN KEY (parent_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_sanction organisations_sancti_imposed_by_id_511afd3a_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_sanction
    ADD CONSTRAINT organisations_sancti_imposed_by_id_511afd3a_fk_accounts_ FOREIGN KEY (imposed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_sanction organisations_sancti_office_id_fde30f1c_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_sanction
    ADD CONSTRAINT organisations_sancti_office_id_fde30f1c_fk_organisat FOREIGN KEY (office_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_sanction organisations_sancti_vendor_id_5a7ca63f_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_sanction
    ADD CONSTRAINT organisations_sancti_vendor_id_5a7ca63f_fk_organisat FOREIGN KEY (vendor_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_substitution organisations_substi_membership_id_76900b42_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_substitution
    ADD CONSTRAINT organisations_substi_membership_id_76900b42_fk_organisat FOREIGN KEY (membership_id) REFERENCES public.organisations_membership(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: organisations_substitution organisations_substi_substitute_id_8ad7c9a1_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.organisations_substitution
    ADD CONSTRAINT organisations_substi_substitute_id_8ad7c9a1_fk_accounts_ FOREIGN KEY (substitute_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: procrastinate_events procrastinate_events_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;


--
-- Name: procrastinate_jobs procrastinate_jobs_worker_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;


--
-- Name: procrastinate_periodic_defers procrastinate_periodic_defers_job_id_fkey; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);


--
-- Name: rfp_forum rfp_forum_prepared_by_id_3e97a0b8_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forum
    ADD CONSTRAINT rfp_forum_prepared_by_id_3e97a0b8_fk_accounts_user_id FOREIGN KEY (prepared_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_forumneed rfp_forumneed_forum_id_8c496bfe_fk_rfp_forum_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumneed
    ADD CONSTRAINT rfp_forumneed_forum_id_8c496bfe_fk_rfp_forum_id FOREIGN KEY (forum_id) REFERENCES public.rfp_forum(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_forumneed rfp_forumneed_need_id_ac05933b_fk_rfp_need_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumneed
    ADD CONSTRAINT rfp_forumneed_need_id_ac05933b_fk_rfp_need_id FOREIGN KEY (need_id) REFERENCES public.rfp_need(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_forumquestion rfp_forumquestion_asked_by_id_7ccfacb9_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumquestion
    ADD CONSTRAINT rfp_forumquestion_asked_by_id_7ccfacb9_fk_accounts_user_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_forumquestion rfp_forumquestion_forum_id_a0467e87_fk_rfp_forum_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumquestion
    ADD CONSTRAINT rfp_forumquestion_forum_id_a0467e87_fk_rfp_forum_id FOREIGN KEY (forum_id) REFERENCES public.rfp_forum(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_forumquestion rfp_forumquestion_merged_into_id_e0ab6a1e_fk_rfp_forum; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumquestion
    ADD CONSTRAINT rfp_forumquestion_merged_into_id_e0ab6a1e_fk_rfp_forum FOREIGN KEY (merged_into_id) REFERENCES public.rfp_forumquestion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_forumquestion rfp_forumquestion_organisation_id_1a12f422_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_forumquestion
    ADD CONSTRAINT rfp_forumquestion_organisation_id_1a12f422_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_joinproposal rfp_joinproposal_need_consented_by_id_a996b110_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_joinproposal
    ADD CONSTRAINT rfp_joinproposal_need_consented_by_id_a996b110_fk_accounts_ FOREIGN KEY (need_consented_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_joinproposal rfp_joinproposal_need_id_9db31936_fk_rfp_need_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_joinproposal
    ADD CONSTRAINT rfp_joinproposal_need_id_9db31936_fk_rfp_need_id FOREIGN KEY (need_id) REFERENCES public.rfp_need(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_joinproposal rfp_joinproposal_partner_consented_by_66ed0918_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_joinproposal
    ADD CONSTRAINT rfp_joinproposal_partner_consented_by_66ed0918_fk_accounts_ FOREIGN KEY (partner_consented_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_joinproposal rfp_joinproposal_partner_id_e69f8fda_fk_rfp_need_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_joinproposal
    ADD CONSTRAINT rfp_joinproposal_partner_id_e69f8fda_fk_rfp_need_id FOREIGN KEY (partner_id) REFERENCES public.rfp_need(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_joinproposal rfp_joinproposal_proposed_by_id_af04e1dc_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_joinproposal
    ADD CONSTRAINT rfp_joinproposal_proposed_by_id_af04e1dc_fk_accounts_user_id FOREIGN KEY (proposed_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_marketlesson rfp_marketlesson_need_id_a34888b4_fk_rfp_need_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_marketlesson
    ADD CONSTRAINT rfp_marketlesson_need_id_a34888b4_fk_rfp_need_id FOREIGN KEY (need_id) REFERENCES public.rfp_need(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_marketlesson rfp_marketlesson_recorded_by_id_600e3e49_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_marketlesson
    ADD CONSTRAINT rfp_marketlesson_recorded_by_id_600e3e49_fk_accounts_user_id FOREIGN KEY (recorded_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_minutesentry rfp_minutesentry_minutes_id_7fd8dae9_fk_rfp_minutesversion_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_minutesentry
    ADD CONSTRAINT rfp_minutesentry_minutes_id_7fd8dae9_fk_rfp_minutesversion_id FOREIGN KEY (minutes_id) REFERENCES public.rfp_minutesversion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_minutesversion rfp_minutesversion_forum_id_c33ea0e5_fk_rfp_forum_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_minutesversion
    ADD CONSTRAINT rfp_minutesversion_forum_id_c33ea0e5_fk_rfp_forum_id FOREIGN KEY (forum_id) REFERENCES public.rfp_forum(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_minutesversion rfp_minutesversion_written_by_id_e50d7b7b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_minutesversion
    ADD CONSTRAINT rfp_minutesversion_written_by_id_e50d7b7b_fk_accounts_user_id FOREIGN KEY (written_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_need rfp_need_agency_id_e223b38d_fk_organisations_organisation_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_agency_id_e223b38d_fk_organisations_organisation_id FOREIGN KEY (agency_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_need rfp_need_offering_id_9a686fd9_fk_catalog_offering_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_offering_id_9a686fd9_fk_catalog_offering_id FOREIGN KEY (offering_id) REFERENCES public.catalog_offering(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_need rfp_need_owner_id_4bc5ee74_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_owner_id_4bc5ee74_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_need rfp_need_stated_by_id_b81e2510_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_need
    ADD CONSTRAINT rfp_need_stated_by_id_b81e2510_fk_accounts_user_id FOREIGN KEY (stated_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_needfunding rfp_needfunding_need_id_d98a7168_fk_rfp_need_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_needfunding
    ADD CONSTRAINT rfp_needfunding_need_id_d98a7168_fk_rfp_need_id FOREIGN KEY (need_id) REFERENCES public.rfp_need(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_questionvote rfp_questionvote_question_id_060567dd_fk_rfp_forumquestion_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_questionvote
    ADD CONSTRAINT rfp_questionvote_question_id_060567dd_fk_rfp_forumquestion_id FOREIGN KEY (question_id) REFERENCES public.rfp_forumquestion(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_questionvote rfp_questionvote_user_id_179b3b7b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_questionvote
    ADD CONSTRAINT rfp_questionvote_user_id_179b3b7b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_registration rfp_registration_forum_id_b544f7f2_fk_rfp_forum_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_registration
    ADD CONSTRAINT rfp_registration_forum_id_b544f7f2_fk_rfp_forum_id FOREIGN KEY (forum_id) REFERENCES public.rfp_forum(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_registration rfp_registration_organisation_id_8b95cb3b_fk_organisat; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_registration
    ADD CONSTRAINT rfp_registration_organisation_id_8b95cb3b_fk_organisat FOREIGN KEY (organisation_id) REFERENCES public.organisations_organisation(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: rfp_registration rfp_registration_user_id_b9bc1a2b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rfp_registration
    ADD CONSTRAINT rfp_registration_user_id_b9bc1a2b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: socialaccount_socialtoken socialaccount_social_account_id_951f210e_fk_socialacc; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: socialaccount_socialtoken socialaccount_social_app_id_636a42d7_fk_socialacc; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: socialaccount_socialaccount socialaccount_social_user_id_8146e70c_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: taggit_taggeditem taggit_taggeditem_content_type_id_9957a03c_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_content_type_id_9957a03c_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: taggit_taggeditem taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.taggit_taggeditem
    ADD CONSTRAINT taggit_taggeditem_tag_id_f4f5b767_fk_taggit_tag_id FOREIGN KEY (tag_id) REFERENCES public.taggit_tag(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_editingsession wagtailadmin_editing_content_type_id_4df7730e_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_content_type_id_4df7730e_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_editingsession wagtailadmin_editing_user_id_6e1a9b70_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_editingsession
    ADD CONSTRAINT wagtailadmin_editing_user_id_6e1a9b70_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_formstate wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formsta_content_type_id_e32438b3_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailadmin_formstate wagtailadmin_formstate_user_id_b910adc2_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailadmin_formstate
    ADD CONSTRAINT wagtailadmin_formstate_user_id_b910adc2_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_apitoken wagtailcore_apitoken_user_id_49b1141b_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_apitoken
    ADD CONSTRAINT wagtailcore_apitoken_user_id_49b1141b_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_collectionviewrestriction wagtailcore_collecti_collection_id_761908ec_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction
    ADD CONSTRAINT wagtailcore_collecti_collection_id_761908ec_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_collectionviewrestri_47320efd_fk_wagtailco FOREIGN KEY (collectionviewrestriction_id) REFERENCES public.wagtailcore_collectionviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_collectionviewrestriction_groups wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_collectionviewrestriction_groups
    ADD CONSTRAINT wagtailcore_collecti_group_id_1823f2a3_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_page_id_108444b5_fk_wagtailcore_page_id FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_resolved_by_id_a282aa0e_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_resolved_by_id_a282aa0e_fk_accounts_user_id FOREIGN KEY (resolved_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_revision_created_id_1d058279_fk_wagtailco FOREIGN KEY (revision_created_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_comment wagtailcore_comment_user_id_0c577ca6_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_comment
    ADD CONSTRAINT wagtailcore_comment_user_id_0c577ca6_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_commentreply wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentr_comment_id_afc7e027_fk_wagtailco FOREIGN KEY (comment_id) REFERENCES public.wagtailcore_comment(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_commentreply wagtailcore_commentreply_user_id_d0b3b9c3_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_commentreply
    ADD CONSTRAINT wagtailcore_commentreply_user_id_d0b3b9c3_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_group_id_2e64b61f_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupapprovaltask_groups wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask_groups
    ADD CONSTRAINT wagtailcore_groupapp_groupapprovaltask_id_9a9255ea_fk_wagtailco FOREIGN KEY (groupapprovaltask_id) REFERENCES public.wagtailcore_groupapprovaltask(task_ptr_id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupapprovaltask wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupapprovaltask
    ADD CONSTRAINT wagtailcore_groupapp_task_ptr_id_cfe58781_fk_wagtailco FOREIGN KEY (task_ptr_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_collection_id_5423575a_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcol_group_id_05d61460_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_group_id_05d61460_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupcollectionpermission wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupcollectionpermission
    ADD CONSTRAINT wagtailcore_groupcol_permission_id_1b626275_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_group_id_fc07e671_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppag_page_id_710b114a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_page_id_710b114a_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_grouppagepermission wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_grouppagepermission
    ADD CONSTRAINT wagtailcore_grouppag_permission_id_05acb22e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_group_id_e5cdbee4_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_permission_id_459b1f38_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_groupsitepermission wagtailcore_groupsit_site_id_245de488_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_groupsitepermission
    ADD CONSTRAINT wagtailcore_groupsit_site_id_245de488_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_modellogentry wagtailcore_modellog_content_type_id_68849e77_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_modellogentry
    ADD CONSTRAINT wagtailcore_modellog_content_type_id_68849e77_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_alias_of_id_12945502_fk_wagtailcore_page_id FOREIGN KEY (alias_of_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_content_type_id_c28424df_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_content_type_id_c28424df_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_latest_revision_id_e60fef51_fk_wagtailco FOREIGN KEY (latest_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_live_revision_id_930bd822_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_live_revision_id_930bd822_fk_wagtailco FOREIGN KEY (live_revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locale_id_3c7e30a6_fk_wagtailcore_locale_id FOREIGN KEY (locale_id) REFERENCES public.wagtailcore_locale(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_locked_by_id_bcb86245_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_locked_by_id_bcb86245_fk_accounts_user_id FOREIGN KEY (locked_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_page wagtailcore_page_owner_id_fbf7c332_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_page
    ADD CONSTRAINT wagtailcore_page_owner_id_fbf7c332_fk_accounts_user_id FOREIGN KEY (owner_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pagelogentry wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagelogentry
    ADD CONSTRAINT wagtailcore_pageloge_content_type_id_74e7708a_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_revision wagtailcore_pagerevision_user_id_2409d2f4_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_pagerevision_user_id_2409d2f4_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_page_id_a085e7a6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pagesubscription wagtailcore_pagesubs_user_id_89d7def9_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pagesubscription
    ADD CONSTRAINT wagtailcore_pagesubs_user_id_89d7def9_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageview_group_id_6460f223_fk_auth_grou; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_group_id_6460f223_fk_auth_grou FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pageviewrestriction wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction
    ADD CONSTRAINT wagtailcore_pageview_page_id_15a8bea6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_pageviewrestriction_groups wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_pageviewrestriction_groups
    ADD CONSTRAINT wagtailcore_pageview_pageviewrestriction__f147a99a_fk_wagtailco FOREIGN KEY (pageviewrestriction_id) REFERENCES public.wagtailcore_pageviewrestriction(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_referenceindex wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_base_content_type_id_313cf40f_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_referenceindex wagtailcore_referenc_content_type_id_766e0336_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_content_type_id_766e0336_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_referenceindex wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_referenceindex
    ADD CONSTRAINT wagtailcore_referenc_to_content_type_id_93690bbd_fk_django_co FOREIGN KEY (to_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_revision wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_base_content_type_id_5b4ef7bd_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_revision wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_revision
    ADD CONSTRAINT wagtailcore_revision_content_type_id_c8cb69c0_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_site wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_site
    ADD CONSTRAINT wagtailcore_site_root_page_id_e02fb95c_fk_wagtailcore_page_id FOREIGN KEY (root_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_task wagtailcore_task_content_type_id_249ab8ba_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_task
    ADD CONSTRAINT wagtailcore_task_content_type_id_249ab8ba_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_content_type_id_0a758fdc_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_finished_by_id_13f98229_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_finished_by_id_13f98229_fk_accounts_ FOREIGN KEY (finished_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_revision_id_df25a499_fk_wagtailco FOREIGN KEY (revision_id) REFERENCES public.wagtailcore_revision(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstat_workflow_state_id_9239a775_fk_wagtailco FOREIGN KEY (workflow_state_id) REFERENCES public.wagtailcore_workflowstate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_taskstate wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_taskstate
    ADD CONSTRAINT wagtailcore_taskstate_task_id_c3677c34_fk_wagtailcore_task_id FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_uploadedfile wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_for_content_type_id_b0fc87b2_fk_django_co FOREIGN KEY (for_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_uploadedfile wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_uploadedfile
    ADD CONSTRAINT wagtailcore_uploaded_uploaded_by_user_id_c7580fe8_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_base_content_type_id_a30dc576_fk_django_co FOREIGN KEY (base_content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_2bb78ce1_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowcontenttype wagtailcore_workflow_content_type_id_b261bb37_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_content_type_id_b261bb37_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_current_task_state_i_3a1a0632_fk_wagtailco FOREIGN KEY (current_task_state_id) REFERENCES public.wagtailcore_taskstate(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowpage wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_page_id_81e7bab6_fk_wagtailco FOREIGN KEY (page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_requested_by_id_4090bca3_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_requested_by_id_4090bca3_fk_accounts_ FOREIGN KEY (requested_by_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowtask wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_task_id_ce7716fe_fk_wagtailco FOREIGN KEY (task_id) REFERENCES public.wagtailcore_task(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowstate wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowstate
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_1f18378f_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowpage wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowpage
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_56f56ff6_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowcontenttype wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowcontenttype
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_9aad7cd2_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailcore_workflowtask wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailcore_workflowtask
    ADD CONSTRAINT wagtailcore_workflow_workflow_id_b9717175_fk_wagtailco FOREIGN KEY (workflow_id) REFERENCES public.wagtailcore_workflow(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtaildocs_document wagtaildocs_document_collection_id_23881625_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_collection_id_23881625_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtaildocs_document wagtaildocs_document_uploaded_by_user_id_17258b41_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtaildocs_document
    ADD CONSTRAINT wagtaildocs_document_uploaded_by_user_id_17258b41_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailimages_image wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_collection_id_c2f8af7e_fk_wagtailco FOREIGN KEY (collection_id) REFERENCES public.wagtailcore_collection(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailimages_image wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_accounts_; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_image
    ADD CONSTRAINT wagtailimages_image_uploaded_by_user_id_5d73dc75_fk_accounts_ FOREIGN KEY (uploaded_by_user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailimages_rendition wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailimages_rendition
    ADD CONSTRAINT wagtailimages_rendit_image_id_3e1fd774_fk_wagtailim FOREIGN KEY (image_id) REFERENCES public.wagtailimages_image(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailredirects_redirect wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_redirect_page_id_b5728a8f_fk_wagtailco FOREIGN KEY (redirect_page_id) REFERENCES public.wagtailcore_page(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailredirects_redirect wagtailredirects_red_site_id_780a0e1e_fk_wagtailco; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailredirects_redirect
    ADD CONSTRAINT wagtailredirects_red_site_id_780a0e1e_fk_wagtailco FOREIGN KEY (site_id) REFERENCES public.wagtailcore_site(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailsearch_indexentry wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailsearch_indexentry
    ADD CONSTRAINT wagtailsearch_indexe_content_type_id_62ed694f_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;


--
-- Name: wagtailusers_userprofile wagtailusers_userprofile_user_id_59c92331_fk_accounts_user_id; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.wagtailusers_userprofile
    ADD CONSTRAINT wagtailusers_userprofile_user_id_59c92331_fk_accounts_user_id FOREIGN KEY (user_id) REFERENCES public.accounts_user(id) DEFERRABLE INITIALLY DEFERRED;


--
-- PostgreSQL database dump complete
--


