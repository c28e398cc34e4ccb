from app.services import bundles
from tests.factories import World
from app.verifying.checking import check_bundle
from app.verifying.command import told
from app.verifying.assembling import verifier
from tests.services.recorded import judged, shortlisted
from tests.balloting import to_deliberation
from app.services import phases, decisions
from tests.factories import decision


def test_x(world: World) -> None:
    one = shortlisted(world)
    two, made = to_deliberation(world, year=2034)
    world.finalise(two, [made[1], made[0]])
    three = judged(world)
    for i, award_round in enumerate([two, three]):
        for form in ("full", "public"):
            try:
                content = bundles.sealed_bundle(world.session, award_round, "secret", form)
            except Exception as e:
                print(i, form, repr(e))
                continue
            open(f"/tmp/b{i}{form}.zip", "wb").write(content)
            print("\n".join(told(check_bundle(content, "", verifier()))))
    assert 0
