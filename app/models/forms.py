"""The nomination form of a round: sections and questions, as data."""

from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import JsonText, Model, Texts, choice
from app.rules.forms import QuestionKind


class FormSection(Model):
    """One part of the form, shown as one page."""

    __tablename__ = "form_sections"
    __table_args__ = (UniqueConstraint("round_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("rounds.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    title: Mapped[Texts]
    help: Mapped[Texts] = mapped_column(default=dict)

    questions: Mapped[list["Question"]] = relationship(order_by="Question.position")


class Question(Model):
    """One question of the form."""

    __tablename__ = "questions"
    __table_args__ = (UniqueConstraint("section_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    section_id: Mapped[int] = mapped_column(ForeignKey("form_sections.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(40))
    kind: Mapped[QuestionKind] = mapped_column(choice(QuestionKind, "kind"))
    label: Mapped[Texts]
    help: Mapped[Texts] = mapped_column(default=dict)
    required: Mapped[bool] = mapped_column(default=False)
    word_limit: Mapped[int | None]
    character_limit: Mapped[int | None]
    low: Mapped[int | None]
    high: Mapped[int | None]
    options: Mapped[list[Any]] = mapped_column(default=list)
    """Of the choice kinds: ``{"key": …, "label": {"nb": …}}`` each."""
    for_jury: Mapped[bool] = mapped_column(default=True)
    is_public: Mapped[bool] = mapped_column(default=False)
    criteria: Mapped[list[str]] = mapped_column(default=list)
    """Keys of the criteria that the answer bears on."""
    shown_if: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Empty, or ``{"question": …, "answer": …}``: the earlier question that decides, and how."""
    files: Mapped[dict[str, Any]] = mapped_column(JsonText, default=dict, server_default="{}")
    """Of attachments: what is taken, as ``FileRules`` reads it."""
