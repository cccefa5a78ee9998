"""The cards of a desk. Each is read when it is asked, so that a large pack takes little memory."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from studyguide.cards.model import Card

if TYPE_CHECKING:
    from studyguide.study.catalog import Catalog
    from studyguide.study.shelf import Shelf


class Deck(Mapping[str, Card]):
    """Every card of every pack of a shelf, by key, in reading order.

    A card that was looked up is held; to go over all of them holds none.
    """

    def __init__(self, shelf: Shelf) -> None:
        """The cards of the packs as they are now, also when their files change."""
        self._texts = {catalog.id: _Texts(shelf, catalog) for catalog in shelf.catalogs}
        self._places = {
            entry.key: place for catalog in shelf.catalogs for place, entry in enumerate(catalog.entries)
        }
        self._held: dict[str, Card] = {}

    def __getitem__(self, key: str) -> Card:
        card = self._held.get(key)
        if card is None:
            card = self._held[key] = self.read(key)
        return card

    def __contains__(self, key: object) -> bool:
        return key in self._places

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def values(self) -> ValuesView[Card]:
        """The cards, of which none is held."""
        return _Values(self)

    def items(self) -> ItemsView[str, Card]:
        """Keys and cards, of which none is held."""
        return _Items(self)

    def read(self, key: str) -> Card:
        """A card, which is not held."""
        place = self._places[key]
        return self._texts[key.partition("/")[0]].card(key, place)


class _Values(ValuesView[Card]):
    _mapping: Deck

    def __iter__(self) -> Iterator[Card]:
        return map(self._mapping.read, self._mapping)


class _Items(ItemsView[str, Card]):
    _mapping: Deck

    def __iter__(self) -> Iterator[tuple[str, Card]]:
        return ((key, self._mapping.read(key)) for key in self._mapping)


class _Texts:
    """The cards of one pack: compiled ones, or else drawn from the pack as it is read."""

    def __init__(self, shelf: Shelf, catalog: Catalog) -> None:
        self._shelf = shelf
        self._pack = catalog.id
        self._compiled = shelf.compiled_cards(catalog)
        self._decode = msgspec.msgpack.Decoder(Card).decode

    def card(self, key: str, place: int) -> Card:
        if self._compiled is not None:
            try:
                return self._decode(self._compiled.part(place))
            except (OSError, msgspec.DecodeError):
                self._compiled = None  # damaged, which is as good as none
        return self._drawn[key]

    @cached_property
    def _drawn(self) -> Mapping[str, Card]:
        return {card.key: card for card in self._shelf.derived_cards(self._pack)}


class Kept(Mapping[str, Card]):
    """Cards, some of which are not as they are now."""

    def __init__(self, cards: Mapping[str, Card], former: Mapping[str, Card]) -> None:
        """`former` holds the cards that stay as they were; some of them may be gone."""
        self._cards = cards
        self._former = former

    def __getitem__(self, key: str) -> Card:
        return self._former[key] if key in self._former else self._cards[key]

    def __contains__(self, key: object) -> bool:
        return key in self._former or key in self._cards

    def __iter__(self) -> Iterator[str]:
        yield from self._cards
        yield from (key for key in self._former if key not in self._cards)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def cases_together(keys: Iterable[str], cards: Mapping[str, Card]) -> tuple[str, ...]:
    """The keys with the parts of one case side by side, where the first of them stood."""
    contexts = {key: cards[key].context or key for key in keys}
    first: dict[str, int] = {}
    for place, context in enumerate(contexts.values()):
        first.setdefault(context, place)
    return tuple(sorted(contexts, key=lambda key: first[contexts[key]]))
