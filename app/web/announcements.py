"""To be written."""

from flask import Blueprint

blueprint = Blueprint("announcements", __name__)
