"""To be written."""

from flask import Blueprint

blueprint = Blueprint("phases", __name__)
