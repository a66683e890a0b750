from django.apps import AppConfig


class StrategicPlanConfig(AppConfig):
    name = "strategic_plan"
    verbose_name = "Strategic plan"

    def ready(self) -> None:
        from publication.compiling import register, register_page
        from strategic_plan import public

        register(public.compile_plan)
        register_page("plan", lambda key, plan: (plan.get("name") or "Plan", "plan/"))
        register_page("goal", lambda key, goal: (goal["name"], f"plan/goals/{key}/"))
        register_page("strategy", lambda key, strategy: (strategy["name"], f"plan/strategies/{key}/"))
