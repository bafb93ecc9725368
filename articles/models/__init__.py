"""The page types and snippets of the series, one module a family."""

from articles.models.archive import ArchivePage
from articles.models.article import (
    ArticleCorrection,
    ArticleIndexPage,
    ArticlePage,
    ArticleTopic,
    EasyReadingPage,
)
from articles.models.contact import (
    ArticleContact,
    ContactIndexPage,
    ContactPage,
    ProjectContact,
)
from articles.models.imported import ImportRecord, PageTask
from articles.models.imprint import Funding, Publisher, Series
from articles.models.link import BrokenLink
from articles.models.meeting import MeetingIndexPage, MeetingPage, upcoming_and_past
from articles.models.place import Place
from articles.models.project import (
    ProjectCity,
    ProjectIndexPage,
    ProjectPage,
    ProjectTopic,
    TimelineEvent,
)
from articles.models.quoted import QuoteConsent
from articles.models.shared_preview import SharedPreview
from articles.models.topic import Topic, TopicCard, TopicIndexPage
from articles.models.upload import TextUpload, UploadedText

__all__ = [
    "ArchivePage",
    "ArticleContact",
    "ArticleCorrection",
    "ArticleIndexPage",
    "ArticlePage",
    "ArticleTopic",
    "BrokenLink",
    "ContactIndexPage",
    "ContactPage",
    "EasyReadingPage",
    "Funding",
    "ImportRecord",
    "MeetingIndexPage",
    "MeetingPage",
    "PageTask",
    "Place",
    "ProjectCity",
    "ProjectContact",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectTopic",
    "Publisher",
    "QuoteConsent",
    "Series",
    "SharedPreview",
    "TextUpload",
    "TimelineEvent",
    "Topic",
    "TopicCard",
    "TopicIndexPage",
    "UploadedText",
    "upcoming_and_past",
]
