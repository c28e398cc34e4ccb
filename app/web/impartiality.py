"""To be written."""

from flask import Blueprint

blueprint = Blueprint("impartiality", __name__)
