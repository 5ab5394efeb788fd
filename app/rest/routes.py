"""Every address of the REST interface: the specification's chapters 8.2 to 8.5, what its clients
ask for beside it, and OpenAI's form."""

from collections.abc import Sequence
from functools import partial

from pydantic import TypeAdapter

from app.rest import derived_songs, health, images, openai, redis, songs, tasks
from app.rest.addresses import API, OPENAI
from app.rest.declaring import Operation, Said, operation
from app.rest.errors import (
    CHANGES,
    DERIVES,
    ENDS,
    FINDS,
    LISTS,
    ORDERS,
    PAINTS,
    READS,
    TELLS_ACCOUNT,
    refusals,
    refuse,
)
from app.rest.openai_orders import openai_order
from app.rest.texts import Paging
from domain.catalogue import IMAGE_MODELS, ImageModel

_BY_ID_OR_NAME = Said(
    description="The facts by id, the picture by name.",
    body=TypeAdapter(images.Image),
    media_types=("application/json", "image/png", "image/jpeg", "image/webp"),
)
_LATER = Said(description="It is still being made.", body=TypeAdapter(images.ImageAccepted))


def operations(image_model: str, song_model: str) -> tuple[Operation, ...]:
    """The models are those of orders that name none."""
    painter, singer = images.Images(image_model), songs.Songs(song_model)
    player = derived_songs.Instrumentals(song_model)
    order = images.image_order(IMAGE_MODELS[image_model])
    get, post, delete = (
        partial(operation, method, prefix=API, refuse=refuse, refusals=refusals)
        for method in ("GET", "POST", "DELETE")
    )
    # fmt: off
    return (
        post("/image/generate", painter.image_generate, images.Image, PAINTS, takes=order, also={202: _LATER}),  # noqa: E501
        get("/image/list", images.image_list, images.ImageList, LISTS, query=Paging),
        get("/image/{image_id:uuid}", images.image_get, images.Image, FINDS, also={200: _BY_ID_OR_NAME}),  # noqa: E501
        get("/image/{stem}.{extension}", images.image_file, is_told=False),
        post("/song/generate", singer.song_generate, songs.SongOrdered, ORDERS, takes=songs.ORDER),
        get("/song/list", songs.song_list, songs.SongList, LISTS, query=Paging),
        get("/song/mureka-account", songs.mureka_account, songs.Account, TELLS_ACCOUNT),
        get("/song/worker-health", health.worker_health, health.WorkerHealth, READS),
        get("/song/query/{job_id}", tasks.song_query, tasks.SongTask, FINDS),
        post("/song/extend", derived_songs.song_extend, songs.SongOrdered, DERIVES, takes=derived_songs.EXTENSION),  # noqa: E501
        post("/song/stem/generate", derived_songs.stem_generate, derived_songs.StemsOrdered, DERIVES, takes=derived_songs.STEMS),  # noqa: E501
        post("/instrumental/generate", player.instrumental_generate, songs.SongOrdered, ORDERS, takes=derived_songs.INSTRUMENTAL),  # noqa: E501
        get("/song/{song_id:uuid}", songs.song_get, songs.Song, FINDS),
        get("/song/task/queue-status", tasks.queue_status, tasks.QueueStatus, READS),
        get("/song/task/status/{task_id:uuid}", tasks.task_status, tasks.AnyTask, FINDS),
        post("/song/task/cancel/{task_id:uuid}", tasks.task_cancel, tasks.TaskCancelled, ENDS),
        delete("/song/task/delete/{task_id:uuid}", tasks.task_delete, tasks.TaskDeleted, CHANGES, query=tasks.Deletion),  # noqa: E501
        get("/redis/list", redis.redis_list, redis.MessageList, READS),
        get("/redis/list/keys", redis.redis_keys, redis.KeyList, READS),
        delete("/redis/{task_id:uuid}", redis.redis_delete, redis.MessageDeleted, ENDS),
        get("/health", health.health, health.Health),
    )


def openai_operations(models: Sequence[ImageModel], default_model: str) -> tuple[Operation, ...]:
    """`models` are those that may be ordered."""
    desk = openai.OpenAIDesk(models, default_model)
    order = openai_order(models, default_model)
    get, post = (
        partial(
            operation,
            method,
            prefix=OPENAI,
            refuse=openai.openai_refuse,
            refusals=partial(refusals, body=openai.OpenAIError),
        )
        for method in ("GET", "POST")
    )
    return (
        post("/images/generations", desk.openai_images, openai.OpenAIImages, PAINTS, takes=order),
        get("/models", desk.openai_models, openai.OpenAIModels),
    )
    # fmt: on
