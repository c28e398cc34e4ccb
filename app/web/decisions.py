"""To be written."""

from flask import Blueprint

blueprint = Blueprint("decisions", __name__)
