"""Addresses of goals."""

from django.urls import path

from .views import goals, quarters, serving

urlpatterns = [
    path("goals/", goals.goal_tree, name="goal_tree"),
    path("goals/priorities/new/", goals.priority_new, name="priority_new"),
    path("goals/new/", goals.goal_new, name="goal_new"),
    path("goals/<int:pk>/", goals.goal_page, name="goal_page"),
    path("goals/served/by/<slug:reference>/", serving.goal_serves, name="goal_serves"),
    path("goals/served/<int:pk>/end/", serving.goal_serves_end, name="goal_serves_end"),
    path("goals/<int:pk>/measures/new/", goals.measure_new, name="measure_new"),
    path("goals/measures/<int:pk>/end/", goals.measure_end, name="measure_end"),
    path("goals/quarters/", quarters.goal_scorecard_list, name="goal_scorecard_list"),
    path("goals/quarters/new/", quarters.goal_scorecard_new, name="goal_scorecard_new"),
    path("goals/quarters/<slug:reference>/", quarters.goal_scorecard_page, name="goal_scorecard_page"),
    path("goals/quarters/<slug:reference>.csv", quarters.goal_scorecard_csv, name="goal_scorecard_csv"),
    path("goals/missed/<int:pk>/plan/", quarters.improvement_plan_new, name="improvement_plan_new"),
    path("goals/plans/<int:pk>/", quarters.improvement_plan, name="improvement_plan"),
    path("goals/plans/<int:pk>/check/", quarters.improvement_plan_check, name="improvement_plan_check"),
    path("goals/steps/<int:pk>/done/", quarters.plan_step_done, name="plan_step_done"),
]
