/** The resources of the REST API and the way to them. */
@NullMarked
package org.wardgate.console.resource;

import org.jspecify.annotations.NullMarked;
