"""What runs elsewhere on our behalf: only what is here, pinned, with few rights."""

import re

import pytest

from tests.release.scripts import CHECKOUT

WORKFLOWS = sorted((CHECKOUT / ".github/workflows").glob("*.yml"))
OURS = re.compile(r"(?<![\w/])(?:\.github|\.ci|\.dev|resources|tests)/[\w./-]+\w")
ACTION = re.compile(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
IMAGES = {"ubuntu-24.04", "windows-2022", "windows-2025", "${{ matrix.image }}"}
NEVER = ("latest", "://", "--index-url", "pull_request_target", "curl ", "wget ")


def said(text, key):
    """Return each value of ``key``."""
    return re.findall(rf"^[\s-]*{key}: *(.+?)(?: #.*)?$", text, re.MULTILINE)


def jobs(text):
    """Return what stands under each job."""
    below = text.partition("\njobs:\n")[2]
    return re.split(r"\n(?=  \w+:\n)", f"\n{below}")[1:]


@pytest.fixture(params=WORKFLOWS, ids=lambda path: path.stem)
def workflow(request):
    return request.param.read_text(encoding="utf-8")


def test_it_runs_only_scripts_that_are_here(workflow):
    steps = "\n".join(line.partition("# ")[0] for line in workflow.splitlines())
    named = set(OURS.findall(steps.replace("../", "")))
    assert named
    assert not {name for name in named if not (CHECKOUT / name).exists()}


def test_every_action_is_a_commit_of_the_makers_of_the_runner(workflow):
    used = re.findall(r"uses: (.+)", workflow)
    assert used
    assert [each for each in used if not ACTION.fullmatch(each)] == []
    per_action = {each.partition("@")[0]: each for each in used}
    assert len(set(used)) == len(per_action)


def test_every_image_is_pinned_and_nothing_is_fetched_by_hand(workflow):
    images = set(said(workflow, "runs-on"))
    for group in re.findall(r"image: \[(.+)\]", workflow):
        images |= {each.strip() for each in group.split(",")}
    assert images <= IMAGES
    assert [word for word in NEVER if word in workflow] == []


def test_every_job_says_its_rights_and_its_patience(workflow):
    assert "\npermissions: {}\n" in workflow
    assert "\nconcurrency:\n" in workflow
    found = jobs(workflow)
    assert found
    for job in found:
        assert "    permissions:\n      contents: " in job
        assert "    timeout-minutes: " in job
        assert "contents: write" not in job or job.startswith("  release:\n")


def test_no_job_keeps_the_key_to_the_repository(workflow):
    taken = workflow.count("actions/checkout@")
    assert taken == workflow.count("persist-credentials: false") > 0


def test_secrets_are_seen_by_one_step_only():
    text = (CHECKOUT / ".github/workflows/windows.yml").read_text(encoding="utf-8")
    steps = [step for step in text.split("\n      - ") if "secrets." in step]
    assert [step.splitlines()[0] for step in steps] == ["name: Installer"]


def test_a_release_waits_for_the_tests_and_for_the_clean_machines():
    text = (CHECKOUT / ".github/workflows/windows.yml").read_text(encoding="utf-8")
    (release,) = [job for job in jobs(text) if job.startswith("  release:\n")]
    assert said(release, "needs") == ["[test, check]"]
    assert said(release, "if") == ["startsWith(github.ref, 'refs/tags/')"]
    assert "--draft" in release


def test_the_gate_is_the_one_everybody_runs():
    text = (CHECKOUT / ".github/workflows/gate.yml").read_text(encoding="utf-8")
    assert said(text, "run")[-1] == "bash .ci/run"
