"""The extensions: created here, bound to the app in ``create_app``."""

from flask_alembic import Alembic
from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from app.models import Model

db = SQLAlchemy()
alembic = Alembic(metadatas=Model.metadata)
babel = Babel()
csrf = CSRFProtect()
login_manager = LoginManager()
