"""To be written."""

from flask import Blueprint

blueprint = Blueprint("prizes", __name__)
