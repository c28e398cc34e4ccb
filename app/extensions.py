"""The extensions: created here, bound to the app in ``create_app``."""

from inspect import iscoroutinefunction

from flask.sansio.app import App
from flask_alembic import Alembic
from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from app.models import Model


class Database(SQLAlchemy):
    """The database, without the sessions that nobody here opens."""

    def init_app(self, app: App) -> None:
        """Bind it to an application.

        Closing asynchronous sessions starts a thread and an event loop at the end of every request,
        also where there are none: half a millisecond each time.
        """
        super().init_app(app)
        app.teardown_appcontext_funcs = [
            close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
        ]


db = Database()
alembic = Alembic(metadatas=Model.metadata)
babel = Babel()
csrf = CSRFProtect()
login_manager = LoginManager()
