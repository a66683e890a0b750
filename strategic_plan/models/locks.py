"""What the database refuses about plans: triggers, so that no path around the actions exists (ADR 8).

Each refusal is an integrity error that carries the name of its rule, like a named constraint. The plan's row
is read ``FOR SHARE``: a change and an adoption at the same moment follow each other, never overlap. Whoever
changes rows and then the plan takes the rows first, as the triggers do, so that nobody waits in a circle.
"""

import pgtrigger

from strategic_plan.domain import ADOPTED_IS_LOCKED, ARCHIVED_IS_FINAL, IN_FORCE, PlanState, state_changes


def _refuse(rule: str, sentence: str) -> str:
    return (
        f"RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = '{rule}', MESSAGE = '{sentence}';"
    )


_IN_FORCE = ", ".join(f"'{state.value}'" for state in IN_FORCE)
_CHANGES = ", ".join(f"('{before.value}', '{then.value}')" for before, then in sorted(state_changes()))
_HAS = """EXISTS (SELECT 1 FROM strategic_plan_plancomponent
                   WHERE plan_id = NEW.id AND kind = '{kind}' AND btrim(text) <> '')"""
_AMENDMENT_OF = "EXISTS (SELECT 1 FROM strategic_plan_amendment WHERE plan_id = {plan} AND closed_at IS NULL)"

STATE_FOLLOWS_THE_TABLE = pgtrigger.Trigger(
    name="state_follows_the_table",
    operation=pgtrigger.Insert | pgtrigger.Update,
    when=pgtrigger.Before,
    func=f"""
        IF TG_OP = 'UPDATE' AND OLD.state <> NEW.state
           AND (OLD.state, NEW.state) NOT IN ({_CHANGES}) THEN
            {_refuse("plan_state_follows_the_table", "A plan cannot go from this state to that one.")}
        END IF;
        IF NEW.state IN ({_IN_FORCE}) THEN
            IF NOT EXISTS (SELECT 1 FROM strategic_plan_planversion WHERE plan_id = NEW.id) THEN
                {_refuse("plan_in_force_by_a_motion", "No motion of the Board adopted this plan.")}
            END IF;
            IF NOT ({_HAS.format(kind="mission")}) OR NOT ({_HAS.format(kind="vision")}) THEN
                {_refuse("plan_in_force_has_mission_and_vision", "A plan in force has mission and vision.")}
            END IF;
        END IF;
        RETURN NEW;
    """,  # noqa: S608 -- built from our own enums and table names, once, at import
)
WORD_FIELDS = (
    "name", "first_year", "last_year", "source", "is_sample", "goal_name", "goal_name_plural",
    "strategy_name", "strategy_name_plural", "initiative_name", "initiative_name_plural",
)  # fmt: skip
_NEW, _OLD = (", ".join(f"{row}.{field}" for field in WORD_FIELDS) for row in ("NEW", "OLD"))
PLAN_IS_LOCKED = pgtrigger.Trigger(
    name="plan_is_locked",
    operation=pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    func=f"""
        IF OLD.state = '{PlanState.ARCHIVED.value}' THEN
            {_refuse("plan_archived_is_final", ARCHIVED_IS_FINAL)}
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF OLD.state IN ({_IN_FORCE}) AND ({_NEW}) IS DISTINCT FROM ({_OLD})
           AND NOT {_AMENDMENT_OF.format(plan="OLD.id")} THEN
            {_refuse("plan_words_are_locked", ADOPTED_IS_LOCKED)}
        END IF;
        RETURN NEW;
    """,
)


def _of_plans(plans: str, check: str) -> str:
    """Run a check for every plan that a row belongs or belonged to, its state in ``its_state``."""
    return f"""
        FOR its_plan IN {plans} LOOP
            SELECT state INTO its_state FROM strategic_plan_plan WHERE id = its_plan FOR SHARE;
            {check}
        END LOOP;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """  # noqa: S608 -- as above


_DECLARED = [("its_plan", "bigint"), ("its_state", "text")]
_ARCHIVED = f"""
            IF its_state = '{PlanState.ARCHIVED.value}' THEN
                {_refuse("plan_archived_is_final", ARCHIVED_IS_FINAL)}
            END IF;"""
_LOCKED = f"""{_ARCHIVED}
            IF its_state IN ({_IN_FORCE}) AND NOT {_AMENDMENT_OF.format(plan="its_plan")} THEN
                {_refuse("plan_words_are_locked", ADOPTED_IS_LOCKED)}
            END IF;"""
_BY_GOAL = """SELECT DISTINCT goal.plan_id FROM strategic_plan_coregoal goal
              WHERE goal.id IN (NEW.goal_id, OLD.goal_id)"""
_BY_STRATEGY = """SELECT DISTINCT goal.plan_id FROM strategic_plan_coregoal goal
                  JOIN strategic_plan_strategy strategy ON strategy.goal_id = goal.id
                  WHERE strategy.id IN (NEW.strategy_id, OLD.strategy_id)"""
_BY_INITIATIVE = """SELECT DISTINCT goal.plan_id FROM strategic_plan_coregoal goal
                    JOIN strategic_plan_strategy strategy ON strategy.goal_id = goal.id
                    JOIN strategic_plan_initiative initiative ON initiative.strategy_id = strategy.id
                    WHERE initiative.id IN (NEW.initiative_id, OLD.initiative_id)"""
_BY_PLAN = "SELECT DISTINCT plan FROM unnest(ARRAY[NEW.plan_id, OLD.plan_id]) plan WHERE plan IS NOT NULL"


def _guard(name: str, plans: str, check: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        when=pgtrigger.Before,
        declare=_DECLARED,
        func=_of_plans(plans, check),
    )


WORDS_OF_THE_PLAN = _guard("words_are_locked", _BY_PLAN, _LOCKED)
WORDS_OF_A_GOAL = _guard("words_are_locked", _BY_GOAL, _LOCKED)
HEARD_FOR_A_PLAN = _guard("archived_is_final", _BY_PLAN, _ARCHIVED)
WORK_OF_A_STRATEGY = _guard("archived_is_final", _BY_STRATEGY, _ARCHIVED)
WORK_OF_AN_INITIATIVE = _guard("archived_is_final", _BY_INITIATIVE, _ARCHIVED)
AMENDS_A_PLAN_IN_FORCE = pgtrigger.Trigger(
    name="amends_a_plan_in_force",
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    when=pgtrigger.Before,
    declare=_DECLARED,
    func=_of_plans(
        _BY_PLAN,
        f"""
            IF its_state NOT IN ({_IN_FORCE}) THEN
                {_refuse("plan_amended_is_in_force", "Only a plan in force can be amended.")}
            END IF;""",
    ),
)
