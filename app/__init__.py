"""Hederspris: a public prize from call to announcement. ``create_app`` is the table of contents.

What the application is put together from is imported when it is: ``flask rank`` and its like live
in this package too, and start without it (docs/decisions/0006-commands-start-without-the-web.md).
"""

from click import echo
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from config import INSTANCE, ROOT, Config


def create_app(config: Config | None = None) -> Flask:
    """Build the application.

    Raises:
        ConfigError: the environment is not safe to run in.
        GuardError: a route has no guard.

    """
    from app import cli  # noqa: PLC0415
    from app.extensions import alembic, babel, csrf, db, login_manager  # noqa: PLC0415
    from app.web import (  # noqa: PLC0415
        assets,
        blueprints,
        clock,
        context,
        edge,
        errors,
        filters,
        forgery,
        guards,
        languages,
        refused_forms,
        security,
        sessions,
        transaction,
        typed,
    )
    from app.web.accounts import links  # noqa: PLC0415
    from app.web.attachments import places  # noqa: PLC0415
    from app.web.demo import routes as demo  # noqa: PLC0415
    from app.web.jury import pledges  # noqa: PLC0415
    from app.web.prizes import at_hand  # noqa: PLC0415
    from app.web.rounds import moved  # noqa: PLC0415

    settings = config or Config.from_environment()
    if config is None:
        echo(settings, err=True)  # which kind of installation starts, whoever starts it
    app = Flask(
        "app",
        template_folder=str(ROOT / "templates"),
        instance_path=str(INSTANCE),
        static_url_path=assets.address(),
    )
    edge.init_app(app, settings)
    app.config.update(settings.as_flask())
    app.config["CLOCK"] = clock.system_clock
    INSTANCE.mkdir(exist_ok=True)
    places.init_app(app, settings)

    transaction.begin_each(app)
    db.init_app(app)
    alembic.init_app(app)
    babel.init_app(app, locale_selector=languages.selected, default_locale="nb")
    forgery.init_app(app)
    csrf.init_app(app)
    login_manager.init_app(app, add_context_processor=False)  # templates are given ``actor``
    filters.init_app(app)
    context.init_app(app)
    assets.init_app(app)
    security.init_app(app)
    errors.init_app(app)
    refused_forms.init_app(app)
    typed.init_app(app)
    languages.init_app(app)
    links.init_app(app)
    pledges.init_app(app)
    moved.init_app(app)
    at_hand.init_app(app)
    transaction.commit_each(app)
    sessions.note_use_of_each(app)
    cli.init_app(app)

    for blueprint in blueprints.ALL:
        app.register_blueprint(blueprint)
    if settings.demo:
        demo.init_app(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        proxied = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)
        app.wsgi_app = proxied  # type: ignore[method-assign]
    guards.refuse_unguarded(app)
    return app
