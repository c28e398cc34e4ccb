"""To be written."""

from flask import Blueprint

blueprint = Blueprint("screening", __name__)
