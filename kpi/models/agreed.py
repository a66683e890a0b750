"""What both sides agreed to stands: the database refuses to change it (policy 105, clause P1)."""

import pgtrigger

IN_FORCE = "('active', 'revised', 'retired')"  # states that only two recorded agreements lead to
MAY_CHANGE = "ARRAY['state', 'activated_on', 'retired_on', 'retired_reason', 'changed_at']"

AGREED_WORDS_STAND = pgtrigger.Trigger(
    name="agreed_words_stand",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func=f"""
        IF OLD.state IN {IN_FORCE}
            AND to_jsonb(OLD) - {MAY_CHANGE} IS DISTINCT FROM to_jsonb(NEW) - {MAY_CHANGE}
        THEN RAISE EXCEPTION 'pgtrigger: Cannot change what was agreed; propose a new version';
        END IF;
        RETURN NEW;
    """,
)
AGREED_PARTS_STAND = pgtrigger.Trigger(
    name="agreed_parts_stand",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF EXISTS (
            SELECT FROM kpi_indicatorversion WHERE id = OLD.version_id AND state IN {IN_FORCE}
        ) THEN RAISE EXCEPTION 'pgtrigger: Cannot change what was agreed; propose a new version';
        END IF;
        RETURN COALESCE(NEW, OLD);
    """,
)
