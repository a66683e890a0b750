"""Fixtures of the public pages: a published district."""

import pytest

from tests.kpi.public.samples import PATH, Sample, make_measure, make_sample, observe


@pytest.fixture
def sample(district_units, all_students, steward) -> Sample:
    return make_sample(district_units, steward)


@pytest.fixture
def attendance(sample):
    """A measure just behind its path, with groups, schools and a comparison."""
    version = make_measure(
        sample,
        "attendance",
        name="Consistent attendance",
        question="Are students in school nearly every day?",
        **PATH,
    )
    years = {"SY2021-22": "78.4", "SY2022-23": "79.8", "SY2023-24": "80.8", "SY2024-25": "81.9"}
    for period, value in years.items():
        observe(sample, version, period, value, n=11640)
        observe(sample, version, period, str(float(value) - 5), n=None, unit=sample.units.state)
        observe(sample, version, period, value, n=6000, unit=sample.units.school_a)
        observe(sample, version, period, value, n=5640, unit=sample.units.school_b)
        for group, n in [("asian", 720), ("black", 930), ("white", 9990)]:
            observe(sample, version, period, value, n=n, group=group)
    return version
