"""To be written."""

from flask import Blueprint

blueprint = Blueprint("scores", __name__)
