"""Addresses of campaigns, of the coverage and of how agreements are signed."""

from django.urls import path

from aup.views import campaign_acts, campaigns, coverage

urlpatterns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", campaigns.new_campaign, name="new_campaign"),
    path("campaigns/new/<slug:code>/", campaigns.make_campaign, name="make_campaign"),
    path("campaigns/<int:number>/", campaigns.campaign, name="campaign"),
    path("campaigns/<int:number>/change/", campaigns.change_campaign, name="change_campaign"),
    path("campaigns/<int:number>/missing/", campaigns.campaign_missing, name="campaign_missing"),
    path("campaigns/<int:number>/by-hand/", campaigns.campaign_by_hand, name="campaign_by_hand"),
    path("campaigns/<int:number>/state.json", campaigns.campaign_state, name="campaign_state"),
    path("campaigns/<int:number>/start/", campaign_acts.start_campaign, name="start_campaign"),
    path("campaigns/<int:number>/pause/", campaign_acts.pause_campaign, name="pause_campaign"),
    path("campaigns/<int:number>/go-on/", campaign_acts.go_on_campaign, name="go_on_campaign"),
    path("campaigns/<int:number>/close/", campaign_acts.close_campaign, name="close_campaign"),
    path("campaigns/<int:number>/drop/", campaign_acts.drop_campaign, name="drop_campaign"),
    path("campaigns/<int:number>/extend/", campaign_acts.extend_campaign, name="extend_campaign"),
    path("coverage/", coverage.coverage, name="coverage"),
    path("signing/", coverage.signing_settings, name="signing_settings"),
]
