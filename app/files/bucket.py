"""A bucket of S3-compatible storage as the store."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import IO, Any

from app.files.stores import Entry, MissingError, StoreAwayError


class BucketStore:
    """Keeps files in a bucket, below a prefix."""

    def __init__(self, client: Any, bucket: str, prefix: str = "") -> None:
        self.client, self.bucket, self.prefix = client, bucket, prefix

    @classmethod
    def connect(
        cls, bucket: str, prefix: str, *, endpoint: str, key_id: str, secret: str, region: str
    ) -> "BucketStore":
        """Make a client; nothing is asked of the server yet."""
        import boto3  # noqa: PLC0415 - heavy, and needed for this store alone
        from botocore.config import Config  # noqa: PLC0415 - likewise

        client = boto3.client(
            "s3",
            endpoint_url=endpoint or None,
            aws_access_key_id=key_id or None,
            aws_secret_access_key=secret or None,
            region_name=region or None,
            config=Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 2}),
        )
        return cls(client, bucket, prefix)

    def __str__(self) -> str:
        """Say where it is."""
        return f"files in the bucket {self.bucket}"

    def put(self, name: str, source: IO[bytes]) -> None:
        """Send the bytes; the server answers when they are durable."""
        start = source.tell()
        source.seek(0, 2)
        size = source.tell() - start
        source.seek(start)
        self._ask(
            lambda: self.client.put_object(
                Bucket=self.bucket, Key=self.prefix + name, Body=source, ContentLength=size
            )
        )

    def open(self, name: str) -> IO[bytes]:
        """Open what is kept; it is read from the server as it is read here."""
        got = self._ask(lambda: self.client.get_object(Bucket=self.bucket, Key=self.prefix + name))
        body: IO[bytes] = got["Body"]
        return body

    def entries(self, prefix: str) -> Iterator[Entry]:
        """List what is kept, a thousand at a time."""
        after = ""
        while True:
            more = {"ContinuationToken": after} if after else {}
            page = self._ask(partial(self._list, self.prefix + prefix, more))
            for one in page.get("Contents", ()):
                name = one["Key"].removeprefix(self.prefix)
                yield Entry(name, one["Size"], one["LastModified"])
            after = page.get("NextContinuationToken", "")
            if not after:
                return

    def remove(self, name: str) -> None:
        """Remove something."""
        self._ask(lambda: self.client.delete_object(Bucket=self.bucket, Key=self.prefix + name))

    def _list(self, prefix: str, more: Mapping[str, str]) -> Any:
        return self.client.list_objects_v2(Bucket=self.bucket, Prefix=prefix, **more)

    def _ask(self, act: Callable[[], Any]) -> Any:
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415 - as above

        try:
            return act()
        except ClientError as error:
            if error.response.get("Error", {}).get("Code") in {"NoSuchKey", "404"}:
                raise MissingError(str(error)) from error
            raise StoreAwayError(str(error)) from error
        except BotoCoreError as error:
            raise StoreAwayError(str(error)) from error
